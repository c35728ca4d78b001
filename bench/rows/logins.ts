import { demoScenario, type Scenario } from '@muster/simulator';
import { fillPhones } from '../logins.ts';
import { percentile, startLab } from '../lab.ts';
import { startSimulatorFile } from '../simulated.ts';
import type { Row } from '../row.ts';

const PHONES = 20;
/** What a real phone takes for a request, roughly; the simulator waits this long. */
const PHONE_LATENCY_MS = 40;

/** 20 logins at once, beside one phone alone: the phones wait for nothing but themselves. */
export const loginsRow: Row = {
  name: 'logins',
  run: async () => {
    await using simulator = await startSimulatorFile(scenarioOf(PHONES + 1));
    await using lab = await startLab();
    const phones = await fillPhones(lab, simulator.ready.phones, scenarioOf(PHONES + 1));
    const [first, ...others] = phones;
    if (first === undefined) throw new Error('There is no phone.');
    const alone = await phones.login([first]);
    const together = await phones.login(others);
    const slowest = Math.max(...together.taskMs);
    return [
      {
        what: `${PHONES} logins at once, wall time`,
        value: together.wallMs / 1000,
        unit: 's',
        floor: alone.wallMs / 1000,
        floorIs: 'one phone alone',
      },
      { what: 'wall time over the slowest phone’s own time', value: together.wallMs / slowest, unit: '×', bar: 1.15 },
      { what: 'enqueue to start, p50', value: percentile(together.waitMs, 0.5), unit: 'ms', bar: 50 },
      { what: 'enqueue to start, p99', value: percentile(together.waitMs, 0.99), unit: 'ms', bar: 150 },
    ];
  },
};

/** One Instagram account on each phone, none of them signed in, none with a gate. */
function scenarioOf(count: number): Scenario {
  const scenario = demoScenario(count, 3);
  return {
    ...scenario,
    service: {
      tiktok: [],
      instagram: scenario.service.instagram.map(({ gate: _gate, ...account }) => account),
    },
    phones: scenario.phones.map((phone) => ({
      ...phone,
      latencyMs: PHONE_LATENCY_MS,
      apps: phone.apps.filter((app) => app.network === 'instagram').map((app) => ({ ...app, signedIn: [] })),
    })),
  };
}
