import type { Server } from 'node:http';

/** An HTTP server that answers, and how to end it. */
export interface Listening {
  /** "http://127.0.0.1:41234" */
  origin: string;
  close: () => Promise<void>;
}

/** Lets a server listen on a port of its own. Throws what `listen` throws. */
export async function listening(server: Server, host: string): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The server listens on no port.');
  return {
    origin: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
