export { createHttp, type Http, type HttpOptions } from './server.ts';
export { gateFor, type Gate } from './gate.ts';
