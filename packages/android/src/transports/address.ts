import { isIP } from 'node:net';
import { AndroidError } from '../android-error.ts';

const defaultPort = 5555;

/** Reads `host`, `host:port` or `[v6]:port`; the port is 5555 if none is given. Throws `bad_address`. */
export function parseAddress(address: string): { host: string; port: number } {
  const match = /^(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?))(?::(\d{1,5}))?$/.exec(address);
  const host = match?.[1] ?? match?.[2];
  const port = match?.[3] === undefined ? defaultPort : Number(match[3]);
  const isV6 = match?.[1] !== undefined;
  if (host === undefined || port < 1 || port > 65_535 || (isV6 && isIP(host) !== 6)) {
    throw new AndroidError('bad_address', "A phone's address is written as host:port, for example 192.168.1.20:5555.");
  }
  return { host, port };
}
