import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Case } from '../fixtures/case.ts';
import { instagramPhone, phoneAddress } from '../fixtures/simulator.ts';
import { writeWorkbook } from '../fixtures/workbook.ts';

/** Secrets that stand nowhere else in the world, by what they are. */
export const markers = {
  right: 'Mark-right-8d1f/+&"x',
  wrong: 'Mark-wrong-27c4<é',
  twoFactor: 'Mark-2fa-5b90',
  challenge: 'Mark-challenge-e61a',
  unforeseen: 'Mark-unforeseen-93d7',
  unsent: 'Mark-unsent-40ce',
  refused: 'Mark-refused-b2f8',
  totp: 'MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43UOV3HO6DZ',
  workbook: 'Mark-workbook-77aa',
  person: 'Mark-person-c0ffee-1',
  mistyped: 'Mark-mistyped-d1e2',
} as const;

/** Accounts that meet every kind of end, on a phone each. */
export const scenario = {
  service: {
    instagram: [
      { username: 'right', email: 'right@example.com', password: markers.right },
      { username: 'wrong', password: 'something else' },
      { username: 'twofactor', password: markers.twoFactor, totpSecret: markers.totp },
      { username: 'challenge', password: markers.challenge, gate: 'captcha' },
      { username: 'lost', password: markers.unsent },
    ],
  },
  phones: [
    instagramPhone('right', phoneAddress(3, 1)),
    instagramPhone('wrong', phoneAddress(3, 2)),
    instagramPhone('twofactor', phoneAddress(3, 3)),
    instagramPhone('challenge', phoneAddress(3, 4)),
    instagramPhone('lost', phoneAddress(3, 5), {}, { faults: [{ at: 'after_submit', kind: 'drop', seconds: 1 }] }),
    // Under the name of Instagram it draws pages that Instagram does not have.
    instagramPhone('unforeseen', phoneAddress(3, 6), { network: 'tiktok' }),
  ],
};

/** The passwords of those accounts as a sheet has them. */
export const passwords: Readonly<Record<string, string>> = {
  right: markers.right,
  wrong: markers.wrong,
  twofactor: `${markers.twoFactor}:${markers.totp}`,
  challenge: markers.challenge,
  lost: markers.unsent,
  unforeseen: markers.unforeseen,
};

/** Brings the accounts in through every door that takes a secret. */
export async function bringIn({ server, account }: Case): Promise<void> {
  const sheet = join(server.folder, 'in.xlsx');
  const named = ['right', 'wrong', 'twofactor'];
  await writeWorkbook(
    sheet,
    named.map((username) => ({ username, pwd: passwords[username], device: username })),
  );
  await server.run(['accounts', 'import', sheet, '--workspace', 'Instagram', '--apply']);
  const input = passwords['challenge'] ?? '';
  const typed = ['accounts', 'add', 'challenge', '--workspace', 'Instagram', '--device', '4', '--password-stdin'];
  await server.run(typed, { input });
  await account('lost', 'lost', { password: markers.unsent });
  await account('unforeseen', 'unforeseen', { password: markers.unforeseen });
}

/** Sends secrets where they are refused. Gives what was answered. */
export async function beRefused({ server }: Case): Promise<string> {
  const { id: workspaceId } = await server.workspace('Instagram');
  const headers = { authorization: `Bearer ${server.token}`, 'content-type': 'application/json' };
  const send = async (method: string, path: string, body: string, more: Record<string, string> = {}) =>
    (await server.request(path, { method, body, headers: { ...headers, ...more } })).text();
  const secret = { password: markers.refused };
  const answers = [
    await send('POST', '/api/v1/accounts', `{"workspaceId":${workspaceId},"password":"${markers.refused}",`),
    await send('POST', '/api/v1/accounts', JSON.stringify({ workspaceId, username: 'right', ...secret })),
    await send('POST', '/api/v1/accounts', JSON.stringify({ workspaceId, username: 7, ...secret })),
    await send('POST', '/api/v1/accounts', JSON.stringify({ workspaceId, username: 'x', totpSecret: markers.refused })),
    await send(
      'POST',
      '/api/v1/accounts',
      JSON.stringify({ workspaceId, username: 'x', password: `${markers.refused}\n` }),
    ),
    await send('PATCH', '/api/v1/accounts/1', JSON.stringify(secret), { 'if-match': '"99"' }),
    await send('PATCH', '/api/v1/accounts/999999', JSON.stringify(secret), { 'if-match': '"1"' }),
    await send('POST', '/api/v1/accounts/1/reveal', JSON.stringify({ personPassword: 7, also: markers.refused })),
    await send('POST', '/api/v1/session', JSON.stringify({ name: 'Ana', password: markers.mistyped })),
    await send('POST', '/api/v1/session', JSON.stringify({ name: 'Ana', secret: markers.mistyped })),
    await send('POST', '/api/v1/exports', JSON.stringify({ workspaceId, workbookPassword: markers.workbook, no: 1 })),
  ];
  const sheet = join(server.folder, 'refused.xlsx');
  await writeWorkbook(sheet, [
    { username: 'right', pwd: markers.refused },
    { username: 'z', pwd: markers.refused, totp_secret: markers.refused },
    { username: '', pwd: markers.refused, id: 4711 },
  ]);
  const plan = await server.run(['accounts', 'import', sheet, '--workspace', 'Instagram', '--json']);
  const passwordFile = join(server.folder, 'password');
  await writeFile(passwordFile, markers.workbook);
  const out = join(server.folder, 'protected.xlsx');
  await server.run(['accounts', 'export', '--workspace', 'Instagram', '--out', out, '--password-file', passwordFile]);
  const again = ['accounts', 'import', out, '--workspace', 'Instagram', '--json'];
  const opened = await server.run([...again, '--password-file', passwordFile]);
  const closed = await server.run(again);
  return [...answers, plan.stdout, plan.stderr, opened.stdout, opened.stderr, closed.stderr].join('\n');
}
