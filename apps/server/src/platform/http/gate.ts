/** Which host names and page origins this console answers to. Anything else is refused before routing. */
export interface Gate {
  readonly hosts: ReadonlySet<string>;
  readonly origins: ReadonlySet<string>;
}

/**
 * Host names without their ports. Loopback names are always among them; a name that merely resolves to this
 * machine (DNS rebinding) is not.
 */
export function gateFor(options: {
  host: string;
  port: number;
  allowedHosts: readonly string[];
  https: boolean;
}): Gate {
  const names = new Set(['localhost', '127.0.0.1', '[::1]', ...options.allowedHosts.map((name) => name.toLowerCase())]);
  if (!isUnspecified(options.host)) names.add(bracketed(options.host.toLowerCase()));
  const origins = new Set<string>();
  for (const name of names) {
    origins.add(`http://${name}:${options.port}`);
    if (options.https) origins.add(`https://${name}`);
    if (options.port === 80) origins.add(`http://${name}`);
  }
  return { hosts: names, origins };
}

/** The name in a Host header, without its port; null when it is not a host. */
export function hostName(header: string | undefined): string | null {
  if (header === undefined) return null;
  const match = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::\d{1,5})?$/i.exec(header);
  return match?.[1]?.toLowerCase() ?? null;
}

export type GateVerdict = 'open' | 'foreign_host' | 'foreign_origin';

/** `Origin` is compared whenever there is one; browsers send it with everything that changes something. */
export function passes(gate: Gate, headers: { host?: string | undefined; origin?: string | undefined }): GateVerdict {
  const host = hostName(headers.host);
  if (host === null || !gate.hosts.has(host)) return 'foreign_host';
  if (headers.origin !== undefined && !gate.origins.has(headers.origin.toLowerCase())) return 'foreign_origin';
  return 'open';
}

function isUnspecified(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function bracketed(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
}
