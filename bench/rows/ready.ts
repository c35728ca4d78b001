import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ServeReady } from '@muster/contract';
import { startChild, temporaryFolder, timed } from '../lab.ts';
import type { Row } from '../row.ts';

const WARM_STARTS = 3;

/** From `muster serve` typed to its first answer, with the database of its own. */
export const readyRow: Row = {
  name: 'ready',
  run: async () => {
    const folder = await temporaryFolder();
    const start = async (): Promise<number> => {
      const args = ['serve', '--port', '0', '--data', join(folder, 'data'), '--json'];
      const environment = { MUSTER_ADB_SERVER: 'off', MUSTER_LOG: 'error' };
      const { ms, value: child } = await timed(() => startChild(args, ServeReady, environment));
      await child[Symbol.asyncDispose]();
      return ms / 1000;
    };
    try {
      const first = await start();
      const warm: number[] = [];
      for (let i = 0; i < WARM_STARTS; i++) warm.push(await start());
      return [
        { what: 'serve ready, first time', value: first, unit: 's', bar: 8 },
        { what: `serve ready, warm (slowest of ${WARM_STARTS})`, value: Math.max(...warm), unit: 's', bar: 2.5 },
      ];
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
