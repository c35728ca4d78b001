import { copyFile, mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bodyOf, MusterRefusal } from '@muster/client';
import { muster } from '../fixtures/muster.ts';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { startTestConsole } from '../fixtures/console.ts';
import { playFault, type FaultCase } from './start.ts';

const scenario = {
  service: { instagram: [{ username: 'ana', password: 'right horse' }] },
  phones: [instagramPhone('P1', phoneAddress(30, 1))],
};

async function reveal({ server }: FaultCase, id: number): Promise<string | null> {
  const body = { personPassword: '' };
  return bodyOf(await server.client.POST('/api/v1/accounts/{id}/reveal', { params: { path: { id } }, body })).password;
}

async function refusal(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof MusterRefusal) return error.problem.code;
  throw new Error('It was not refused.', { cause: error });
}

const sealedRows = ({ server }: FaultCase) =>
  server.query('select id, password_sealed, totp_sealed from account order by id');

describe('the key of the vault', () => {
  it('missing leaves the vault sealed; nothing is overwritten, and with the key back everything opens', async () => {
    await playFault({ scenario }, async (fault) => {
      const { server, account, login, settled } = fault;
      const { id } = await account('ana', 'P1');
      const before = await sealedRows(fault);
      await server.stop();
      await rename(server.keyFile, `${server.keyFile}.away`);
      await server.start();

      const system = bodyOf(await server.client.GET('/api/v1/system'));
      expect(system).toMatchObject({ vault: 'sealed', notices: [{ code: 'vault_sealed' }] });
      expect(await refusal(reveal(fault, id))).toBe('vault_sealed');
      expect(await refusal(account('ben', null))).toBe('vault_sealed');
      const [task] = await settled(await login(['ana']));
      expect(task).toMatchObject({ outcome: 'failed', reason: 'internal' });
      expect(task?.message).toContain('vault is sealed');
      expect(await fault.simulator.submissions('ana')).toEqual([]);
      expect(await sealedRows(fault)).toEqual(before);

      await server.stop();
      await rename(`${server.keyFile}.away`, server.keyFile);
      await server.start();
      expect(await reveal(fault, id)).toBe('right horse');
      expect(await sealedRows(fault)).toEqual(before);
    });
  });

  it('of another console makes the start refuse in one sentence, and changes nothing', async () => {
    await using other = await startTestConsole();
    await playFault({ scenario: {} }, async (fault) => {
      const { server, account } = fault;
      const { id } = await account('ana', null);
      const before = await sealedRows(fault);
      await server.stop();
      await rename(server.keyFile, `${server.keyFile}.away`);
      await copyFile(other.keyFile, server.keyFile);
      const refused = await muster(['serve', '--port', '0', '--json'], { env: server.env });
      expect(refused).toMatchObject({ status: 1, stdout: '' });
      expect(refused.stderr).toMatch(/^The vault key in [^\n]+ is not the one [^\n]+\.\n$/);

      await writeFile(server.keyFile, 'not a key');
      expect(await muster(['serve', '--port', '0'], { env: server.env })).toMatchObject({ status: 1, stdout: '' });

      await rename(`${server.keyFile}.away`, server.keyFile);
      await server.start();
      expect(await sealedRows(fault)).toEqual(before);
      expect(await reveal(fault, id)).toBe('right horse');
    });
  });

  it('cannot be put into the data folder', async () => {
    await playFault({ scenario: {} }, async ({ server }) => {
      await mkdir(join(server.data, 'keys'));
      const env = { ...server.env, MUSTER_KEY_FILE: join(server.data, 'keys', 'vault.key') };
      const refused = await muster(['serve', '--port', '0'], { env });
      expect(refused).toMatchObject({ status: 1, stdout: '' });
      expect(refused.stderr).toContain('inside the data folder');
    });
  });
});

it('two ciphertexts swapped do not open in each other’s place, and every other one does', async () => {
  await playFault({ scenario: {} }, async (fault) => {
    const ids = [];
    for (const name of ['ana', 'ben', 'cleo']) ids.push((await fault.account(name, null)).id);
    const [ana = 0, ben = 0, cleo = 0] = ids;
    await fault.server.query(
      `update account set password_sealed = other.password_sealed from account other
       where (account.id, other.id) in (($1::int, $2::int), ($2::int, $1::int))`,
      [ana, ben],
    );
    const swapped = await sealedRows(fault);
    expect(await refusal(reveal(fault, ana))).toBe('secret_sealed');
    expect(await refusal(reveal(fault, ben))).toBe('secret_sealed');
    expect(await reveal(fault, cleo)).toBe('right horse');
    expect(await sealedRows(fault)).toEqual(swapped);
  });
});
