export { Vault, WrongVaultKeyError, type Binding, type Opener, type Sealer } from './service.ts';
export { KeyFileError } from './keys.ts';
export { codeAt, type Code } from './totp.ts';
export type { VaultTables } from './tables.ts';
