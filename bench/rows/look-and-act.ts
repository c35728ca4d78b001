import { request, Agent } from 'node:http';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { directTcp, startUiDriver, type PhoneConnection } from '@muster/android';
import { networks, readScreen } from '@muster/networks';
import { parseScenario } from '@muster/simulator';
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
  const socket = await phone.openPort(6790, { timeoutMs: DEADLINE_MS });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agent.createConnection = () => socket;
  const send = (method: string, path: string, body?: unknown): Promise<string> =>
    new Promise((resolve, reject) => {
      const outgoing = request({ agent, method, path, headers: { 'content-type': 'application/json' } }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.once('end', () => resolve(text));
      });
      outgoing.once('error', reject);
      outgoing.end(body === undefined ? undefined : JSON.stringify(body));
    });
  const session = JSON.parse(await send('GET', '/sessions')) as { value: { id: string }[] };
  const path = `/session/${session.value[0]?.id ?? ''}`;
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
    await send('GET', `${path}/source`);
    await send('POST', `${path}/actions`, { actions: [pointer] });
  };
  await samples(WARM_UP, step);
  const times = await samples(STEPS, step);
  agent.destroy();
  return times;
}
