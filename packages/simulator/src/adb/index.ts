export { AdbConnection } from './connection.ts';
export type { AuthMode, ConnectionOwner } from './connection.ts';
export { TOKEN_LENGTH } from './auth.ts';
export { FEATURES, findService } from './services.ts';
export { ReverseForwards } from './reverse.ts';
