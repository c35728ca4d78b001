export interface PasswordCell {
  /** Goes to the column pwd. */
  readonly pwd: string;
  /** Goes to the column totp_secret; `''` where pwd says it all. */
  readonly totpSecret: string;
}

/** A password and its 2FA secret as the two cells that read back as exactly these two. */
export function passwordCell(_parts: { readonly password: string; readonly totp: unknown }): PasswordCell {
  throw new Error('not written yet');
}
