import { generateKeyPairSync } from 'node:crypto';
import { connect } from 'node:net';
import { Adb, AdbDaemonTransport, AdbPacket, AdbPacketSerializeStream } from '@yume-chan/adb';
import type { AdbPrivateKey } from '@yume-chan/adb';
import { Consumable, ReadableStream, StructDeserializeStream } from '@yume-chan/stream-extra';

export function newHostKey(): AdbPrivateKey {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return { buffer: privateKey.export({ type: 'pkcs8', format: 'der' }), name: 'test@host' };
}

/** Connects to a phone's adbd with Tango: an adb host that shares no code with the simulator. For tests. */
export async function tangoHost(address: string, key: AdbPrivateKey): Promise<Adb> {
  const [host = '', port = ''] = address.split(':');
  const socket = connect(Number(port), host);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', reject);
  });
  const bytes = new ReadableStream<Uint8Array>({
    start(controller) {
      socket.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)));
      socket.on('close', () => controller.close());
    },
    cancel() {
      socket.removeAllListeners('close');
      socket.destroy();
    },
  });
  const serialize = new AdbPacketSerializeStream();
  void serialize.readable
    .pipeTo(
      new Consumable.WritableStream<Uint8Array>({
        write: (chunk) => void socket.write(Buffer.from(chunk)),
        close: () => void socket.end(),
      }),
    )
    .catch(() => socket.destroy());
  const transport = await AdbDaemonTransport.authenticate({
    serial: address,
    connection: { readable: bytes.pipeThrough(new StructDeserializeStream(AdbPacket)), writable: serialize.writable },
    credentialStore: { generateKey: () => key, iterateKeys: () => [key] },
  });
  return new Adb(transport);
}
