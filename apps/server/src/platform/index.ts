export { AppError, type AppErrorOptions } from './app-error.ts';
export { systemClock, type Clock } from './clock.ts';
export {
  describeSettings,
  platformSecrets,
  platformSettings,
  readConfig,
  webOrigin,
  type PlatformConfig,
  type PlatformSecrets,
  type Setting,
  type Source,
} from './config/index.ts';
export { openDataFolder, type DataFolder } from './data-folder.ts';
export { createHttp, gateFor, type Gate, type Http, type HttpOptions } from './http/index.ts';
export { randomIds, tokenHash, type Ids } from './ids.ts';
export { createLog, silentLog, type Log, type LogLevel } from './log/index.ts';
export { Secret } from './secret.ts';
export { StartError, type StartErrorCode } from './start-error.ts';
export * from './database/index.ts';
