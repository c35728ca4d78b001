import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Secret } from '../secret.ts';
import { WrongValue } from './settings.ts';

/** Readers of one value each. They throw WrongValue with the end of a sentence that begins with the setting's name. */

export function integerBetween(least: number, most: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    throw new WrongValue(`must be a whole number from ${least} to ${most}`);
  };
}

export function oneOf<T extends string>(words: readonly T[]): (text: string) => T {
  return (text) => {
    const word = words.find((each) => each === text.toLowerCase());
    if (word !== undefined) return word;
    throw new WrongValue(`must be one of ${words.join(', ')}`);
  };
}

export function yesOrNo(text: string): boolean {
  if (['1', 'true', 'yes', 'on'].includes(text.toLowerCase())) return true;
  if (['0', 'false', 'no', 'off'].includes(text.toLowerCase())) return false;
  throw new WrongValue('must be yes or no');
}

/** An absolute path; a leading `~` is the home folder, as unit files and compose files do not expand it. */
export function folderPath(text: string): string {
  if (text.includes('\0')) throw new WrongValue('must be a path');
  if (text === '~') return homedir();
  return text.startsWith('~/') ? join(homedir(), text.slice(2)) : resolve(text);
}

/** A name or an address to listen on, without a port. */
export function hostName(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (/^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(bare) || /^[0-9a-f:]+(%\w+)?$/i.test(bare)) return bare;
  throw new WrongValue('must be a host name or an IP address, without a port');
}

export function hostNames(text: string): string[] {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  return names.map((name) => {
    try {
      return hostName(name);
    } catch {
      throw new WrongValue('must be host names with commas between them, without ports or http://');
    }
  });
}

/** An `http(s)://host[:port]` without a path. */
export function webOrigin(text: string): string {
  const url = URL.parse(text);
  const isOrigin = url !== null && ['http:', 'https:'].includes(url.protocol) && url.pathname === '/';
  if (isOrigin && url.search === '' && url.hash === '' && url.username === '') return url.origin;
  throw new WrongValue('must be an origin such as https://www.example.com, without a path');
}

export function postgresUrl(text: string): Secret {
  const url = URL.parse(text);
  if (url !== null && ['postgres:', 'postgresql:'].includes(url.protocol)) return new Secret(text);
  throw new WrongValue('must be a URL of the form postgres://user:password@host:port/database');
}
