import { expect, it } from 'vitest';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { playFault } from './start.ts';

const dumps = [
  ['broken', 'bad_xml', 1],
  ['never idle', 'not_idle', 2],
  ['of 50 MB', 'huge_xml', 3],
] as const;

it.each(dumps)(
  'a hierarchy that is %s is never "signed out"',
  async (_name, kind, place) => {
    const scenario = {
      service: { instagram: [{ username: 'ana', password: 'right horse' }] },
      phones: [instagramPhone('P1', phoneAddress(20, place), { signedIn: ['ana'], active: 'ana' })],
    };
    await playFault({ scenario }, async ({ server, simulator, account, login, settled }) => {
      await account('ana', 'P1');
      expect(await settled(await login(['ana']))).toMatchObject([{ outcome: 'already_signed_in' }]);

      await simulator.addFault('P1', { at: 'dump', kind, seconds: 120 });
      const [task] = await settled(await login(['ana'], { ignorePace: true }), 60_000);
      expect(task).toMatchObject({ outcome: 'failed', reason: 'ui_unavailable' });
      expect(await server.query('select login_status from account')).toEqual([{ login_status: 'signed_in' }]);
      expect(await simulator.submissions('ana')).toEqual([]);
    });
  },
  90_000,
);
