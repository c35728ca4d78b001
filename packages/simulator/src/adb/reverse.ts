/** Where a phone begins when it is asked for any free port. */
const FIRST_PORT = 40_000;

/** What the host asked to be forwarded from the phone to itself, by the phone's address. Nothing on a simulated phone dials it. */
export class ReverseForwards {
  readonly #forwards = new Map<string, string>();

  /** Gives the answer to a `reverse:` request, or null for one that does not exist (AOSP SERVICES.TXT). */
  answer(request: string): Buffer | null {
    if (request === 'list-forward') {
      return counted([...this.#forwards].map(([from, to]) => `host-1 ${from} ${to}\n`).join(''));
    }
    if (request === 'killforward-all') {
      this.#forwards.clear();
      return Buffer.from('OKAY');
    }
    const killed = /^killforward:(.+)$/s.exec(request)?.[1];
    if (killed !== undefined) {
      return this.#forwards.delete(killed) ? Buffer.from('OKAY') : failed(`listener '${killed}' not found`);
    }
    return this.#forward(request);
  }

  #forward(request: string): Buffer | null {
    const found = /^forward:(norebind:)?([^;]+);(.+)$/s.exec(request);
    if (found === null) return null;
    const [, norebind, asked = '', to = ''] = found;
    if (norebind !== undefined && this.#forwards.has(asked)) return failed('cannot rebind existing socket');
    const anyPort = asked === 'tcp:0';
    const port = String(FIRST_PORT + this.#forwards.size);
    this.#forwards.set(anyPort ? `tcp:${port}` : asked, to);
    return anyPort ? Buffer.concat([Buffer.from('OKAY'), counted(port)]) : Buffer.from('OKAY');
  }
}

/** Text after its length in four hexadecimal digits. */
function counted(content: string): Buffer {
  const text = Buffer.from(content);
  return Buffer.concat([Buffer.from(text.length.toString(16).padStart(4, '0')), text]);
}

function failed(message: string): Buffer {
  return Buffer.concat([Buffer.from('FAIL'), counted(message)]);
}
