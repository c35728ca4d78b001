import { Duplex } from 'node:stream';
import type { AdbSocket } from '@yume-chan/adb';

/** An adb socket as a Node stream. adb knows no half-closed sockets: when either side ends, both have. */
export function socketStream(socket: AdbSocket): Duplex {
  const reader = socket.readable.getReader();
  const writer = socket.writable.getWriter();
  const letGo = async (): Promise<void> => {
    // On a phone that has gone these fail; there is nothing left to let go of then.
    await Promise.allSettled([reader.cancel(), (async () => socket.close())()]);
  };
  return new Duplex({
    allowHalfOpen: false,
    read() {
      reader.read().then(
        ({ done, value }) => this.push(done ? null : value),
        (failure: unknown) => this.destroy(asError(failure)),
      );
    },
    write(chunk: Uint8Array, _encoding, written) {
      writer.write(chunk).then(
        () => written(),
        (failure: unknown) => written(asError(failure)),
      );
    },
    destroy(reason, destroyed) {
      void letGo();
      destroyed(reason);
    },
  });
}

const asError = (failure: unknown): Error =>
  failure instanceof Error ? failure : new Error('The socket failed', { cause: failure });
