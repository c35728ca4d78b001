import { expect, it } from 'vitest';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { playFault } from './start.ts';

const names = ['ana', 'ben', 'cleo', 'dana', 'somebody'];
const scenario = {
  service: { instagram: names.map((username) => ({ username, password: 'right horse' })) },
  phones: [
    { serial: 'NONE', address: phoneAddress(32, 1), apps: [] },
    instagramPhone('ES', phoneAddress(32, 2), { locale: 'es' }),
    instagramPhone('FR', phoneAddress(32, 3), { locale: 'fr' }),
    instagramPhone('ELSE', phoneAddress(32, 4), { signedIn: ['somebody'], active: 'somebody' }),
  ],
};

it('an app that is missing, in another language, or signed in as somebody else has a typed outcome', async () => {
  await playFault({ scenario }, async ({ simulator, account, login, settled }) => {
    await account('ana', 'NONE');
    await account('ben', 'ES');
    await account('cleo', 'FR');
    await account('dana', 'ELSE');
    const tasks = await settled(await login(['ana', 'ben', 'cleo', 'dana']), 40_000);
    const of = (name: string) => tasks.find((task) => task.account === name);
    expect(of('ana')).toMatchObject({ outcome: 'failed', reason: 'app_missing' });
    expect(of('ana')?.message).toContain('com.instagram.android');
    expect(of('ben')).toMatchObject({ outcome: 'done' });
    expect(of('cleo')).toMatchObject({ outcome: 'done' });
    expect(of('dana')).toMatchObject({ outcome: 'done' });

    const { phones } = await simulator.state();
    const signedIn = phones.find((phone) => phone.serial === 'ELSE')?.apps[0]?.signedIn;
    expect(signedIn).toEqual(expect.arrayContaining(['somebody', 'dana']));
  });
}, 90_000);
