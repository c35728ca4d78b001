import { expect, it } from 'vitest';
import { muster } from '../fixtures/muster.ts';
import { playFault } from './start.ts';

it('a second console on one data folder refuses to start and says who holds it; the first goes on', async () => {
  await playFault({ scenario: {}, database: 'embedded' }, async ({ server }) => {
    const second = await muster(['serve', '--port', '0', '--json'], { env: server.env });
    expect(second).toMatchObject({ status: 1, stdout: '' });
    expect(second.stderr).toContain(`process ${server.pid}, ${server.url}`);
    expect(second.stderr.trimEnd()).not.toContain('\n');
    expect(await server.workspace('Instagram')).toMatchObject({ accounts: 0 });

    // One that was killed holds nothing: the next start takes its place, and its database over.
    await server.stop('SIGKILL');
    await server.start();
    expect(await server.workspace('Instagram')).toMatchObject({ accounts: 0 });
  });
});
