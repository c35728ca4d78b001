export { AppError, type AppErrorOptions } from './app-error.ts';
export { systemClock, type Clock } from './clock.ts';
export { randomIds, tokenHash, type Ids } from './ids.ts';
export { Secret } from './secret.ts';
export type { Database, Reader, Tables, Trx } from './database/tables.ts';
export { createHttp, gateFor, type Gate, type Http, type HttpOptions } from './http/index.ts';
