import type { AdbServerClient } from '@yume-chan/adb';
import { AdbServerNodeTcpConnector } from '@yume-chan/adb-server-node-tcp';
import { PushReadableStream } from '@yume-chan/stream-extra';

type Connection = AdbServerClient.ServerConnection;

/**
 * Tango's way to an adb server, with one thing mended: its readers wait for ever when the connection is reset,
 * as it is when the server gets killed. Here whatever closes the socket ends the stream.
 */
export class ServerConnector extends AdbServerNodeTcpConnector {
  override async connect(options?: AdbServerClient.ServerConnectionOptions): Promise<Connection> {
    const connection = await super.connect(options);
    return {
      writable: connection.writable,
      readable: untilClosed(connection),
      get closed() {
        return connection.closed;
      },
      close: () => connection.close(),
    };
  }
}

function untilClosed({ readable, closed }: Connection): Connection['readable'] {
  const reader = readable.getReader();
  const ending = new AbortController();
  void closed.then(() => ending.abort());
  return new PushReadableStream<Uint8Array>(async (controller) => {
    for (;;) {
      const chunk = await readUnlessEnded(reader, ending.signal);
      if (chunk === undefined) return;
      await controller.enqueue(chunk);
    }
  });
}

type Reader = ReturnType<Connection['readable']['getReader']>;

/** Listens for the end anew at each read: a connection that lives for weeks must not gather a listener for every chunk. */
async function readUnlessEnded(reader: Reader, ending: AbortSignal): Promise<Uint8Array | undefined> {
  const { promise: ended, resolve } = Promise.withResolvers<{ value: undefined }>();
  const onEnd = () => resolve({ value: undefined });
  ending.addEventListener('abort', onEnd);
  if (ending.aborted) onEnd();
  try {
    // A chunk that arrived before the end settles first, so none is lost.
    return (await Promise.race([reader.read(), ended])).value;
  } finally {
    ending.removeEventListener('abort', onEnd);
  }
}
