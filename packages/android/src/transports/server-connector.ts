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
      // A chunk that arrived before the end settles first, so none is lost.
      const { done, value } = await Promise.race([reader.read(), endOf(ending.signal)]);
      if (done) return;
      await controller.enqueue(value);
    }
  });
}

/** Made anew for each read, so that a connection that lives for weeks does not gather one listener for every chunk. */
function endOf(ending: AbortSignal): Promise<{ done: true; value: undefined }> {
  return new Promise((resolve) => {
    ending.onabort = () => resolve({ done: true, value: undefined });
    if (ending.aborted) resolve({ done: true, value: undefined });
  });
}
