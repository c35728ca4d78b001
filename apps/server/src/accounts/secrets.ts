import {
  networkTraits,
  readSecret,
  splitCredential,
  type Confidence,
  type CredentialHint,
  type Network,
  type Totp,
} from '@muster/contract';
import { z } from 'zod';
import { passwordText, type Checked, type FieldProblem } from './text.ts';

/** What the password field and the 2FA field of a form or a row ask for. Blank keeps what is stored (rule 7). */
export interface SecretChange {
  readonly password: { readonly kind: 'keep' } | { readonly kind: 'set'; readonly text: string };
  readonly totp:
    | { readonly kind: 'keep' }
    | { readonly kind: 'clear' }
    | { readonly kind: 'set'; readonly totp: Totp; readonly confidence: Confidence };
  readonly hint: CredentialHint | null;
}

/** Whether a login on this network may ask for a code of an authenticator (rule 6). */
export function hasCodes(network: Network): boolean {
  return networkTraits[network].hasCodes;
}

/**
 * Reads both fields together (rule 6). `none` in the 2FA field says that there is no secret: with a password, that all
 * of it is password; and a stored secret goes, since a person said so in a word.
 */
export function readSecrets(
  network: Network,
  fields: { readonly password?: string | undefined; readonly totpSecret?: string | undefined },
): Checked<SecretChange> {
  const raw = fields.password ?? '';
  const explicit = fields.totpSecret?.trim() ?? '';
  if (raw.trim() === '') return secretAlone(network, explicit);
  const text = passwordText(raw);
  if ('problem' in text) return text;
  const read = splitCredential(raw, { splits: hasCodes(network), explicitSecret: explicit });
  if ('error' in read) return { problem: read.error === 'password_missing' ? passwordMissing : badSecret };
  const password = { kind: 'set', text: read.password } as const;
  if (read.totp !== null) {
    const totp = { kind: 'set', totp: read.totp, confidence: read.confidence ?? 'certain' } as const;
    return { value: { password, totp, hint: read.hint } };
  }
  const totp = hasCodes(network) && saysNone(explicit) ? ({ kind: 'clear' } as const) : ({ kind: 'keep' } as const);
  return { value: { password, totp, hint: read.hint } };
}

function secretAlone(network: Network, explicit: string): Checked<SecretChange> {
  const keep = { kind: 'keep' } as const;
  if (explicit === '') return { value: { password: keep, totp: keep, hint: null } };
  if (!hasCodes(network)) return { value: { password: keep, totp: keep, hint: 'not_in_this_network' } };
  if (saysNone(explicit)) return { value: { password: keep, totp: { kind: 'clear' }, hint: null } };
  const totp = readSecret(explicit);
  if (totp === null) return { problem: badSecret };
  return { value: { password: keep, totp: { kind: 'set', totp, confidence: 'certain' }, hint: null } };
}

function saysNone(explicit: string): boolean {
  return explicit.toLowerCase() === 'none';
}

/** A 2FA secret as it is sealed. */
export function totpToText(totp: Totp): string {
  return JSON.stringify([totp.secret, totp.algorithm, totp.digits, totp.periodSeconds]);
}

const SealedTotp = z.tuple([
  z.string(),
  z.enum(['SHA1', 'SHA256', 'SHA512']),
  z.union([z.literal(6), z.literal(8)]),
  z.number(),
]);

/** @throws ZodError when the text is not what `totpToText` gave; the error does not hold it. */
export function totpFromText(text: string): Totp {
  const [secret, algorithm, digits, periodSeconds] = SealedTotp.parse(JSON.parse(text));
  return { secret, algorithm, digits, periodSeconds };
}

/** A 2FA secret as a person may copy it: the secret alone where an app would assume the rest, else an otpauth link. */
export function totpForPerson(totp: Totp): string {
  if (totp.algorithm === 'SHA1' && totp.digits === 6 && totp.periodSeconds === 30) return totp.secret;
  const { secret, algorithm, digits, periodSeconds } = totp;
  return `otpauth://totp/account?secret=${secret}&algorithm=${algorithm}&digits=${digits}&period=${periodSeconds}`;
}

export function sameTotp(a: Totp, b: Totp): boolean {
  return totpToText(a) === totpToText(b);
}

const passwordMissing: FieldProblem = {
  code: 'password_missing',
  message: 'The password field holds a 2FA secret and no password before it.',
  remedy: 'Write it as password:secret, or put the secret into the 2FA field.',
};

const badSecret: FieldProblem = {
  code: 'bad_totp_secret',
  message: 'The 2FA field holds no secret that codes can be made from.',
  remedy: 'Copy the setup key from the app again (base32, 16 characters or more), or write none.',
};
