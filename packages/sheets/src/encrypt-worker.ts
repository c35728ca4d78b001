import { parentPort, workerData } from 'node:worker_threads';
import officeCrypto from 'officecrypto-tool';

const { bytes, password }: { readonly bytes: Uint8Array; readonly password: string } = workerData;
const encrypted = new Uint8Array(officeCrypto.encrypt(Buffer.from(bytes), { password }));
parentPort?.postMessage(encrypted, [encrypted.buffer]);
