import { splitCredential } from '@muster/contract';
import type { CredentialRules, Totp } from '@muster/contract';

export interface PasswordCell {
  /** Goes to the column pwd. */
  readonly pwd: string;
  /** Goes to the column totp_secret; `''` where pwd says it all. */
  readonly totpSecret: string;
}

export interface PasswordParts {
  readonly password: string;
  readonly totp: Totp | null;
}

/**
 * A password and its 2FA secret as two cells that read back as exactly these two: `password:secret` where that does,
 * else the secret in its own cell, and `none` there for a password that only looks as if it held one.
 */
export function passwordCell(parts: PasswordParts, { splits }: Pick<CredentialRules, 'splits'>): PasswordCell {
  const { password, totp } = parts;
  const secret = totp === null ? 'none' : secretText(totp);
  const short: PasswordCell = { pwd: totp === null ? password : `${password}:${secret}`, totpSecret: '' };
  return readsBack(short, parts, splits) ? short : { pwd: password, totpSecret: secret };
}

function readsBack({ pwd, totpSecret }: PasswordCell, parts: PasswordParts, splits: boolean): boolean {
  const read = splitCredential(pwd, { splits, explicitSecret: totpSecret });
  if ('error' in read || read.password !== parts.password) return false;
  return read.totp === null || parts.totp === null
    ? read.totp === parts.totp
    : secretText(read.totp) === secretText(parts.totp);
}

/** The bare secret where its codes are the usual ones, else an otpauth URL that says how they differ. */
function secretText({ secret, algorithm, digits, periodSeconds }: Totp): string {
  if (algorithm === 'SHA1' && digits === 6 && periodSeconds === 30) return secret;
  return `otpauth://totp/?secret=${secret}&algorithm=${algorithm}&digits=${digits}&period=${periodSeconds}`;
}
