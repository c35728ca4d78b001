import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** Where new identities come from, as an argument: tests give their own. */
export interface Ids {
  uuid(): string;
  /** 256 random bits, base64url: for links, sessions and tokens. */
  token(): string;
}

export const randomIds: Ids = {
  uuid: () => randomUUID(),
  token: () => randomBytes(32).toString('base64url'),
};

/** What is stored of a token. Tokens are random, so a plain SHA-256 is as good as a slow hash. */
export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
