import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { directTcp, startUiDriver, type PhoneConnection } from '@muster/android';
import { networks, readScreen } from '@muster/networks';
import { parseScenario } from '@muster/simulator';
import { z } from 'zod';
import { startSimulatorFile } from '../simulated.ts';
import { percentile, samples } from '../lab.ts';
import type { Figure, Row } from '../row.ts';

const STEPS = 200;
const WARM_UP = 20;
const DEADLINE_MS = 10_000;
/** Of a password-less corner of the screen: nothing happens there. */
const NOWHERE = { x: 5, y: 5 };

/** Look (read, parse, recognise) and act (a tap), beside the same two requests made bare to the same phone. */
export const lookAndActRow: Row = {
  name: 'look-and-act',
  run: async () => {
    const scenario = parseScenario({
      seed: 1,
      service: { instagram: [{ username: 'ada', password: 'secret' }], tiktok: [] },
      phones: [
        {
          serial: 'BENCH1',
          address: '127.8.240.1:5555',
          apps: [{ package: 'com.instagram.android', network: 'instagram', version: '410.0', signedIn: ['ada'] }],
        },
      ],
    });
    await using simulator = await startSimulatorFile(scenario);
    const keys = await mkdtemp(join(tmpdir(), 'muster-bench-'));
    try {
      const transport = await directTcp({ keyFolder: keys, name: 'bench' });
      await using phone = await transport.connect(simulator.ready.phones[0]?.address ?? '');
      await using driver = await startUiDriver(phone);
      await phone.shell(['am', 'start', '-n', 'com.instagram.android/.MainActivity'], { timeoutMs: DEADLINE_MS });
      const step = async (): Promise<void> => {
        readScreen(await driver.source(), 'instagram', networks.instagram.packages[0] ?? '');
        await driver.tap(NOWHERE);
      };
      await samples(WARM_UP, step);
      const ours = await samples(STEPS, step);
      const bare = await bareSteps(phone);
      return figures(ours, bare);
    } finally {
      await rm(keys, { recursive: true, force: true });
    }
  },
};

function figures(ours: readonly number[], bare: readonly number[]): Figure[] {
  const overhead = percentile(ours, 0.5) - percentile(bare, 0.5);
  return [
    {
      what: 'look + act, p50',
      value: percentile(ours, 0.5),
      unit: 'ms',
      floor: percentile(bare, 0.5),
      floorIs: 'bare requests to the phone',
    },
    { what: 'look + act beyond the phone’s own time, p50', value: overhead, unit: 'ms', bar: 30 },
  ];
}

/** The same two requests without any of our layers but the connection. */
async function bareSteps(phone: PhoneConnection): Promise<number[]> {
  const stream = await phone.openPort(6790, { timeoutMs: DEADLINE_MS });
  const ask = bareHttp(stream);
  const sessions = Sessions.parse(JSON.parse(await ask('GET', '/sessions')));
  const path = `/session/${sessions.value[0]?.id ?? ''}`;
  const pointer = {
    type: 'pointer',
    id: 'finger',
    parameters: { pointerType: 'touch' },
    actions: [
      { type: 'pointerMove', duration: 0, ...NOWHERE },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ],
  };
  const step = async (): Promise<void> => {
    await ask('GET', `${path}/source`);
    await ask('POST', `${path}/actions`, { actions: [pointer] });
  };
  await samples(WARM_UP, step);
  const times = await samples(STEPS, step);
  stream.destroy();
  return times;
}

const Sessions = z.object({ value: z.array(z.object({ id: z.string() })) });

/** One request after another on one stream, each answered with a length: what UiAutomator2's server does. */
function bareHttp(stream: Duplex): (method: string, path: string, body?: unknown) => Promise<string> {
  let received = Buffer.alloc(0);
  let answered: ((text: string) => void) | null = null;
  stream.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    const end = received.indexOf('\r\n\r\n');
    if (end < 0) return;
    const length = Number(/content-length: (\d+)/i.exec(received.subarray(0, end).toString('latin1'))?.[1] ?? 0);
    if (received.length < end + 4 + length) return;
    const text = received.subarray(end + 4, end + 4 + length).toString('utf8');
    received = received.subarray(end + 4 + length);
    answered?.(text);
  });
  return (method, path, body) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    stream.write(
      `${method} ${path} HTTP/1.1\r\nhost: phone\r\ncontent-type: application/json\r\n` +
        `content-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
    );
    return new Promise((resolve) => (answered = resolve));
  };
}
