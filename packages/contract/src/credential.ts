/** A 2FA secret with the parameters of its codes (RFC 6238). `secret` is upper-case base32 without padding. */
export interface Totp {
  readonly secret: string;
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512';
  readonly digits: 6 | 8;
  readonly periodSeconds: number;
}

/** How sure the split of one field into password and secret is; `check` asks a person to look. */
export type Confidence = 'certain' | 'check';

/** Why a text that looks like it holds a 2FA secret was kept whole. */
export type CredentialHint = 'too_short' | 'bad_length' | 'not_base32' | 'wrong_separator' | 'not_in_this_network';

export type Credential =
  | {
      readonly password: string;
      readonly totp: Totp | null;
      readonly confidence: Confidence | null;
      readonly hint: CredentialHint | null;
      readonly warning: 'password_ends_in_space' | null;
    }
  | { readonly error: 'password_missing' | 'bad_totp_secret' };

export interface CredentialRules {
  /** Whether this network has authenticator codes, and so whether `password:secret` is split at all. */
  readonly splits: boolean;
  /** An explicit `totp_secret` field: a secret, an otpauth URL, or `none` for "all of it is password". Blank is absent. */
  readonly explicitSecret?: string | undefined;
}

const OTPAUTH_MARK = ':otpauth://totp/';
const IGNORED = /[\s\u0085\u200B-\u200D\u2060\uFEFF-]/gu;
const ONE_CASE_BASE32 = /^(?:[A-Z2-7]+|[a-z2-7]+)$/;
const VALID_REMAINDERS = new Set([0, 2, 4, 5, 7]);
/** Bits that carry no data in the last character, by length mod 8 (RFC 4648 §6). */
const UNUSED_BITS: Readonly<Record<number, number>> = { 0: 0, 2: 2, 4: 4, 5: 1, 7: 3 };
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/**
 * Reads one password field by rule 6 of the domain: `password:secret` where the network has authenticator codes.
 * The password stays byte for byte; the other reading is never tried by anyone.
 */
export function splitCredential(raw: string, rules: CredentialRules): Credential {
  const explicit = rules.explicitSecret?.trim() ?? '';
  if (!rules.splits) {
    const looksLikeOne = readInField(raw) !== null;
    return whole(raw, looksLikeOne || explicit !== '' ? 'not_in_this_network' : null);
  }
  if (explicit.toLowerCase() === 'none') return whole(raw, null);
  if (explicit !== '') {
    const totp = readSecret(explicit);
    if (totp === null) return { error: 'bad_totp_secret' };
    return { password: raw, totp, confidence: 'certain', hint: null, warning: spaceWarning(raw, totp) };
  }
  const split = readInField(raw);
  if (split === null) return whole(raw, hintFor(raw));
  if (split.password === '') return { error: 'password_missing' };
  return {
    password: split.password,
    totp: split.totp,
    confidence: split.confidence,
    hint: null,
    warning: spaceWarning(split.password, split.totp),
  };
}

/**
 * Reads a secret that stands alone: base32 with any grouping, or an otpauth URL.
 * Gives null when it is not a secret; codes are never made from half a secret.
 */
export function readSecret(text: string): Totp | null {
  const trimmed = text.trim();
  if (/^otpauth:\/\/totp\//i.test(trimmed)) return readOtpauth(trimmed);
  const cleaned = clean(trimmed);
  if (whyNotSecret(cleaned) !== null) return null;
  return plainTotp(cleaned.toUpperCase());
}

interface FieldSplit {
  readonly password: string;
  readonly totp: Totp;
  readonly confidence: Confidence;
}

function readInField(raw: string): FieldSplit | null {
  const mark = raw.indexOf(OTPAUTH_MARK);
  if (mark > 0) {
    const totp = readOtpauth(raw.slice(mark + 1).trim());
    if (totp !== null) return { password: raw.slice(0, mark), totp, confidence: 'certain' };
  }
  const colon = raw.lastIndexOf(':');
  if (colon < 0) return null;
  const password = raw.slice(0, colon);
  const right = raw.slice(colon + 1);
  const cleaned = clean(right);
  if (whyNotSecret(cleaned) !== null) return null;
  return { password, totp: plainTotp(cleaned.toUpperCase()), confidence: confidenceOf(password, right, cleaned) };
}

function confidenceOf(password: string, right: string, cleaned: string): Confidence {
  if (endsInSecret(password)) return 'check';
  const upper = cleaned === cleaned.toUpperCase();
  const grouped = /^[A-Za-z2-7]{4}(?:[\s-][A-Za-z2-7]{4})+(?:[\s-][A-Za-z2-7]{1,4})?$/u.test(right.trim());
  const longWithDigit = cleaned.length >= 26 && /\d/.test(cleaned);
  return upper || grouped || longWithDigit ? 'certain' : 'check';
}

function endsInSecret(password: string): boolean {
  const colon = password.lastIndexOf(':');
  return colon >= 0 && whyNotSecret(clean(password.slice(colon + 1))) === null;
}

type NotSecret = 'empty' | 'too_short' | 'too_long' | 'mixed_case' | 'not_base32' | 'bad_length' | 'unused_bits';

function whyNotSecret(cleaned: string): NotSecret | null {
  if (cleaned === '') return 'empty';
  if (!/^[A-Za-z2-7]+$/.test(cleaned)) return 'not_base32';
  if (!ONE_CASE_BASE32.test(cleaned)) return 'mixed_case';
  if (cleaned.length < 16) return 'too_short';
  if (cleaned.length > 128) return 'too_long';
  const remainder = cleaned.length % 8;
  if (!VALID_REMAINDERS.has(remainder)) return 'bad_length';
  const last = ALPHABET.indexOf(cleaned.slice(-1).toUpperCase());
  const unused = UNUSED_BITS[remainder] ?? 0;
  return (last & ((1 << unused) - 1)) === 0 ? null : 'unused_bits';
}

/** A hint only for what somebody plausibly meant as a secret; an ordinary password with a colon gets none. */
function hintFor(raw: string): CredentialHint | null {
  const other = Math.max(raw.lastIndexOf('：'), raw.lastIndexOf('|'));
  if (other > 0 && whyNotSecret(clean(raw.slice(other + 1))) === null) return 'wrong_separator';
  const colon = raw.lastIndexOf(':');
  if (colon <= 0) return null;
  const cleaned = clean(raw.slice(colon + 1));
  switch (whyNotSecret(cleaned)) {
    case 'too_short':
      return cleaned.length >= 12 && ONE_CASE_BASE32.test(cleaned) ? 'too_short' : null;
    case 'too_long':
    case 'bad_length':
    case 'unused_bits':
      return 'bad_length';
    case 'not_base32':
      return /^(?:[A-Z0-9]{16,}|[a-z0-9]{16,})$/.test(cleaned) ? 'not_base32' : null;
    case 'empty':
    case 'mixed_case':
    case null:
      return null;
  }
}

function readOtpauth(text: string): Totp | null {
  const url = parseUrl(text);
  if (url === null) return null;
  const cleaned = clean(url.searchParams.get('secret') ?? '');
  if (whyNotSecret(cleaned) !== null) return null;
  const algorithm = (url.searchParams.get('algorithm') ?? 'SHA1').toUpperCase().replace('-', '');
  const digits = Number(url.searchParams.get('digits') ?? '6');
  const periodSeconds = Number(url.searchParams.get('period') ?? '30');
  if (algorithm !== 'SHA1' && algorithm !== 'SHA256' && algorithm !== 'SHA512') return null;
  if (digits !== 6 && digits !== 8) return null;
  if (!Number.isInteger(periodSeconds) || periodSeconds < 10 || periodSeconds > 300) return null;
  return { secret: cleaned.toUpperCase(), algorithm, digits, periodSeconds };
}

function parseUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function plainTotp(secret: string): Totp {
  return { secret, algorithm: 'SHA1', digits: 6, periodSeconds: 30 };
}

function clean(text: string): string {
  return text.replace(IGNORED, '').replace(/=+$/, '');
}

function whole(raw: string, hint: CredentialHint | null): Credential {
  return { password: raw, totp: null, confidence: null, hint, warning: null };
}

function spaceWarning(password: string, totp: Totp | null): 'password_ends_in_space' | null {
  return totp !== null && /\s$/u.test(password) ? 'password_ends_in_space' : null;
}
