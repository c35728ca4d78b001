import { createCipheriv, createDecipheriv, randomBytes, type KeyObject } from 'node:crypto';

/** What a ciphertext belongs to. It cannot be opened in any other place: all of it is authenticated. */
export interface Place {
  readonly workspaceUuid: string;
  readonly table: string;
  readonly column: string;
  readonly rowUuid: string;
}

const VERSION = 1;
const ID_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + ID_BYTES + IV_BYTES + TAG_BYTES;

/**
 * AES-256-GCM with a random 96-bit IV and a 16-byte tag (NIST SP 800-38D). The first bytes name the key:
 * version (1) · key id (16) · IV (12) · tag (16) · ciphertext.
 */
export function encrypt(plain: Uint8Array, key: Uint8Array | KeyObject, keyId: string, place: Place): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(authenticated(keyId, place));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), uuidBytes(keyId), iv, cipher.getAuthTag(), body]);
}

/** @throws EnvelopeError when the bytes are not ours, the key is another, or they were moved to another place. */
export function decrypt(sealed: Uint8Array, key: Uint8Array | KeyObject, place: Place): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const keyId = keyIdOf(bytes);
  const iv = bytes.subarray(1 + ID_BYTES, 1 + ID_BYTES + IV_BYTES);
  const tag = bytes.subarray(1 + ID_BYTES + IV_BYTES, HEADER_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(authenticated(keyId, place));
  decipher.setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(bytes.subarray(HEADER_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new EnvelopeError('not_authentic', { cause });
  }
}

/** The id of the key that a sealed value needs. @throws EnvelopeError when the bytes are not a sealed value. */
export function keyIdOf(sealed: Uint8Array): string {
  if (sealed.length < HEADER_BYTES || sealed[0] !== VERSION) throw new EnvelopeError('not_sealed');
  const hex = Buffer.from(sealed.subarray(1, 1 + ID_BYTES)).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export class EnvelopeError extends Error {
  readonly code: 'not_sealed' | 'not_authentic';

  constructor(code: 'not_sealed' | 'not_authentic', options?: ErrorOptions) {
    super(code === 'not_sealed' ? 'These bytes are not a sealed value.' : 'This value does not open here.', options);
    this.code = code;
  }
}

/** Length-prefixed, so that no two different places have the same bytes. */
function authenticated(keyId: string, place: Place): Buffer {
  const parts = ['muster', place.workspaceUuid, place.table, place.column, place.rowUuid, keyId];
  const lengths = parts.map((part) => Buffer.byteLength(part, 'utf8'));
  const bytes = Buffer.alloc(lengths.reduce((sum, length) => sum + 4 + length, 0));
  let at = 0;
  for (const [index, part] of parts.entries()) {
    at = bytes.writeUInt32BE(lengths[index] ?? 0, at);
    at += bytes.write(part, at, 'utf8');
  }
  return bytes;
}

function uuidBytes(uuid: string): Buffer {
  return Buffer.from(uuid.replaceAll('-', ''), 'hex');
}
