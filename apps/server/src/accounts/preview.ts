import { splitCredential, type CredentialQuery, type CredentialReading } from '@muster/contract';
import { hasCodes } from './secrets.ts';

/** How a password field would be read (rule 6), in words: neither the password nor the secret is in the answer. */
export function previewCredential(query: CredentialQuery): CredentialReading {
  const read = splitCredential(query.password, {
    splits: hasCodes(query.network),
    explicitSecret: query.totpSecret,
  });
  if ('error' in read) {
    return { passwordLength: 0, hasSecret: false, confidence: null, hint: null, warning: null, error: read.error };
  }
  return {
    passwordLength: read.password.length,
    hasSecret: read.totp !== null,
    confidence: read.confidence,
    hint: read.hint,
    warning: read.warning,
    error: null,
  };
}
