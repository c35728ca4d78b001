import { expect, test } from 'vitest';
import { COLUMNS, columnOf, normaliseHeader } from './columns.ts';
import { matchHeaders } from './header.ts';

const names = (...headers: string[]): string[] =>
  matchHeaders(headers, { figures: true }).columns.map(({ column, index }) => `${index}:${column.name}`);
const codes = (headers: string[], figures = true): string[] =>
  matchHeaders(headers, { figures }).notices.map(({ code }) => code);

test('no header means two columns', () => {
  const all = COLUMNS.flatMap(({ name, aliases }) =>
    [name, ...aliases].map((alias) => [normaliseHeader(alias), name] as const),
  );
  for (const [header, name] of all) expect(columnOf(header)?.name).toBe(name);
});

test('every column has Chinese and Russian names', () => {
  for (const { name, aliases } of COLUMNS) {
    expect(
      aliases.some((alias) => /\p{Script=Han}/u.test(alias)),
      `${name} in Chinese`,
    ).toBe(true);
    expect(
      aliases.some((alias) => /\p{Script=Cyrillic}/u.test(alias)),
      `${name} in Russian`,
    ).toBe(true);
  }
});

test.each([
  ['\uFEFFID', 'id'],
  [' E-Mail ', 'email'],
  ['ＰＷＤ', 'pwd'],
  ['User_Name*', 'username'],
  ['Device Index', 'device_index'],
  ['device-index', 'device_index'],
  ['Login Status', 'logined'],
  ['2FA', 'totp_secret'],
  ['密码', 'pwd'],
  ['Имя пользователя', 'username'],
  ['ПОДПИСЧИКИ', 'followers'],
])('the header %s means %s', (header, name) => expect(columnOf(header)?.name).toBe(name));

test.each(['__proto__', 'constructor', 'toString', '', '---', 'phone'])('the header %s means nothing', (header) =>
  expect(columnOf(header)).toBeUndefined(),
);

test('columns are found in any order, between unknown and blank ones', () => {
  expect(names('pwd', '', 'whatever', 'username')).toEqual(['0:pwd', '3:username']);
  expect(codes(['pwd', '', 'whatever', 'username'])).toEqual(['unknown_column']);
});

test('two columns for one field: one notice that names both, and the first is read', () => {
  const { columns, notices } = matchHeaders(['username', 'pwd', 'Password'], { figures: true });
  expect(columns.map(({ index }) => index)).toEqual([0, 1]);
  expect(notices).toMatchObject([{ code: 'duplicate_column', column: 'pwd', headers: ['pwd', 'Password'] }]);
});

test('a network without figures leaves their columns out and says so', () => {
  expect(matchHeaders(['username', 'followers', 'nickname'], { figures: false }).columns).toHaveLength(1);
  expect(codes(['username', 'followers'], false)).toEqual(['unknown_column']);
});

test('very many and very long unknown headers make one short notice', () => {
  const headers = Array.from({ length: 16_000 }, (_, index) => `${index} ${'x'.repeat(5000)}`);
  const [notice] = matchHeaders(['username', ...headers], { figures: true }).notices;
  expect(notice?.message.length).toBeLessThan(3000);
});
