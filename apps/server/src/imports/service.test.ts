import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ImportOptions, type Account, type AccountDraft, type ImportPlan } from '@muster/contract';
import { writeAccountsSheet, type AccountCells } from '@muster/sheets';
import { ann, ANNS_PASSWORD, startGround, type Ground } from '../accounts/testing.ts';
import { ExportService } from './export.ts';
import { ImportService } from './service.ts';

let ground: Ground;
let imports: ImportService;
let exports: ExportService;
let workspaceId: number;

beforeAll(async () => {
  ground = await startGround();
  imports = new ImportService(ground);
  exports = new ExportService(ground);
});
afterAll(() => ground.close());
beforeEach(async () => {
  workspaceId = (await ground.workspaces.add(ann, { name: crypto.randomUUID(), network: 'instagram' })).id;
});

async function sheet(rows: readonly AccountCells[], figures = false): Promise<Uint8Array> {
  const output = new PassThrough();
  const bytes = buffer(output);
  await writeAccountsSheet(output, ReadableRows(rows), { figures, labels: [] });
  return bytes;
}

async function* ReadableRows(rows: readonly AccountCells[]): AsyncGenerator<AccountCells> {
  yield* rows;
}

type Options = Partial<ImportOptions>;

async function plan(rows: readonly AccountCells[], options: Options = {}): Promise<ImportPlan> {
  const upload = { workspaceId, fileName: 'accounts.xlsx', bytes: await sheet(rows) };
  return imports.plan({ ...upload, options: ImportOptions.parse(options) });
}

async function csv(text: string, options: Options = {}): Promise<ImportPlan> {
  const upload = { workspaceId, fileName: 'accounts.csv', bytes: Buffer.from(text) };
  return imports.plan({ ...upload, options: ImportOptions.parse(options) });
}

async function applied(rows: readonly AccountCells[], options: Options = {}): Promise<ImportPlan> {
  return imports.apply(ann, (await plan(rows, options)).id);
}

function create(draft: Partial<AccountDraft> & { username: string }): Promise<Account> {
  return ground.accounts.create(ann, { workspaceId, ...draft });
}

async function all(): Promise<Account[]> {
  return (await ground.accounts.list({ workspaceId, sort: 'id', order: 'asc', limit: 500 })).accounts;
}

async function passwordOf(id: number) {
  const { password, totp } = await ground.credentials.loginMaterial(id);
  return [password?.reveal(), totp?.reveal().slice(2, 18)];
}

function problems(planned: ImportPlan): string[] {
  return planned.rows.flatMap((row) => row.problems.map(({ column, code }) => `${row.row} ${column}:${code}`));
}

describe('a plan', () => {
  it('says what would happen and writes nothing', async () => {
    const known = await create({ username: 'known', email: 'old@x.y', password: 'stored' });
    const planned = await plan([
      { username: 'fresh', email: 'f@x.y', pwd: 'pw:JBSWY3DPEHPK3PXP', tags: 'a, b', logined: '1' },
      { id: String(known.id), username: 'known', email: 'new@x.y', pwd: 'stored', status: '1' },
      { id: String(known.id + 9999), username: 'stranger' },
    ]);
    expect(planned.counts).toEqual({ new: 1, changed: 1, unchanged: 0, rejected: 1 });
    expect(planned.rows[0]).toMatchObject({ row: 2, kind: 'new', username: 'fresh', totp: 'found' });
    expect(planned.rows[0]?.changes).toContainEqual({ column: 'pwd', from: null, to: 'set' });
    expect(planned.rows[1]?.changes).toEqual([
      { column: 'email', from: 'old@x.y', to: 'new@x.y' },
      { column: 'status', from: '0', to: '1' },
    ]);
    expect(problems(planned)).toEqual(['4 id:unknown_id']);
    expect(JSON.stringify(planned)).not.toContain('JBSWY3DPEHPK3PXP');
    expect(await all()).toHaveLength(1);
  });

  it('refuses what cannot be stored, each with its column and a remedy', async () => {
    await create({ username: 'Taken' });
    const planned = await plan([
      { username: 'TAKEN' },
      { email: 'no@name.org' },
      { username: 'twice' },
      { username: '@Twice' },
      { username: 'mail', email: 'nowhere' },
      { username: 'pw', pwd: ':JBSWY3DPEHPK3PXP' },
      { username: 'totp', pwd: 'x', totp_secret: 'short' },
      { username: 'pack', package: 'no package' },
      { username: 'label', device_index: 'no such label' },
      { username: 'at', notes: 'fine' },
    ]);
    expect(problems(planned)).toEqual([
      '2 username:username_taken',
      '3 username:username_missing',
      '4 username:username_twice',
      '5 username:username_twice',
      '6 email:bad_email',
      '7 pwd:password_missing',
      '8 totp_secret:bad_totp_secret',
      '9 package:bad_package',
      '10 device_index:unknown_label',
    ]);
    expect(planned.rows.flatMap((row) => row.problems).every(({ remedy }) => remedy !== '')).toBe(true);
  });

  it('is not applied while rows are rejected, unless the person leaves them out', async () => {
    const rows = [{ username: 'good' }, { username: 'bad', email: 'nowhere' }];
    await expect(applied(rows)).rejects.toMatchObject({ code: 'plan_has_rejected_rows' });
    expect(await all()).toHaveLength(0);
    await applied(rows, { skipRejected: true });
    expect((await all()).map(({ username }) => username)).toEqual(['good']);
  });

  it('can be made anew with other options', async () => {
    const known = await create({ username: 'known' });
    const planned = await plan([{ username: 'KNOWN', notes: 'hello' }]);
    expect(planned.counts.rejected).toBe(1);
    const again = await imports.replan(planned.id, ImportOptions.parse({ updateKnown: true }));
    expect(again.counts).toMatchObject({ changed: 1, rejected: 0 });
    await imports.apply(ann, planned.id);
    expect(await ground.accounts.get(known.id)).toMatchObject({ username: 'KNOWN', notes: 'hello', version: 2 });
  });

  it('refuses a file whose columns are not clear, in one sentence', async () => {
    await expect(csv('username,User Name\na,b\n')).rejects.toMatchObject({ code: 'sheet_rejected' });
    await expect(csv('email\na@b.c\n')).rejects.toMatchObject({ message: expect.stringContaining('username') });
    await expect(csv('')).rejects.toMatchObject({ code: 'sheet_rejected', status: 422 });
  });

  it('makes new accounts of unknown ids where the person chose so', async () => {
    const planned = await applied([{ id: '424242', username: 'restored' }], { unknownIds: 'create' });
    expect(planned.rows[0]).toMatchObject({ kind: 'new', username: 'restored' });
    expect(planned.rows[0]?.accountId).not.toBe(424242);
  });
});

describe('applying a plan', () => {
  it('creates and changes accounts with their secrets, in one record and one event', async () => {
    const known = await create({ username: 'known', password: 'old' });
    await applied([
      {
        username: 'fresh',
        pwd: 'new pw:JBSWY3DPEHPK3PXP',
        email: 'x@y.z',
        notes: 'tab\tand \\ backslash',
        tags: 'q"uote',
      },
      { id: String(known.id), pwd: 'changed' },
    ]);
    const [changed, fresh] = await all();
    expect(changed).toMatchObject({ id: known.id, username: 'known', version: 2 });
    expect(fresh).toMatchObject({
      notes: 'tab\tand \\ backslash',
      tags: ['q"uote'],
      hasTotp: true,
      credential: 'certain',
    });
    expect(await passwordOf(known.id)).toEqual(['changed', undefined]);
    expect(await passwordOf(fresh?.id ?? 0)).toEqual(['new pw', 'JBSWY3DPEHPK3PXP']);
    const [record] = await ground.audit.page(ground.db, { limit: 1 });
    expect(record).toMatchObject({ act: 'import.applied', what: expect.stringContaining('1 new, 1 changed') });
  });

  it('does it once: the same plan is refused, and the same file again changes nothing', async () => {
    const rows = [{ username: 'one', pwd: 'pw', email: 'a@b.c', tags: 'x, y', notes: 'n', logined: '1', status: '1' }];
    const first = await applied(rows);
    await expect(imports.apply(ann, first.id)).rejects.toMatchObject({ code: 'plan_applied' });
    const again = await plan(rows, { updateKnown: true });
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 1, rejected: 0 });
  });

  it('keeps no secret of the file afterwards', async () => {
    const done = await applied([{ username: 'quiet', pwd: 'forget me' }]);
    expect(JSON.stringify(imports.rows(done.id, { offset: 0, limit: 10 }))).not.toContain('forget me');
    const { rows } = await ground.handle.pool.query(
      'select import::text, import_change::text from import join import_change on import_id = id',
    );
    expect(JSON.stringify(rows)).not.toContain('forget me');
  });

  it('keeps what a blank cell or an absent column says nothing about', async () => {
    const draft = { username: 'kept', email: 'a@b.c', password: 'pw:JBSWY3DPEHPK3PXP', notes: 'n', tags: ['t'] };
    const known = await create(draft);
    const row = { id: String(known.id), email: '', pwd: '', notes: '', tags: '', totp_secret: '', username: 'kept' };
    expect((await plan([row])).counts.unchanged).toBe(1);
    await applied([row], { blankClears: true });
    expect(await ground.accounts.get(known.id)).toMatchObject({ email: null, notes: null, tags: [], hasTotp: true });
    expect(await passwordOf(known.id)).toEqual(['pw', 'JBSWY3DPEHPK3PXP']);
  });

  it('lets two accounts change names in one file', async () => {
    const a = await create({ username: 'alpha' });
    const b = await create({ username: 'beta' });
    await applied([
      { id: String(a.id), username: 'beta' },
      { id: String(b.id), username: 'alpha' },
    ]);
    expect((await all()).map(({ username }) => username)).toEqual(['beta', 'alpha']);
  });

  it('rejects a name that only a rejected row would have given up', async () => {
    const a = await create({ username: 'alpha' });
    const b = await create({ username: 'beta' });
    const planned = await plan([
      { id: String(a.id), username: 'gamma', email: 'nowhere' },
      { id: String(b.id), username: 'alpha' },
    ]);
    expect(problems(planned)).toEqual(['2 email:bad_email', '3 username:username_taken']);
  });

  it('is refused whole when an account moved on since the plan was made', async () => {
    const known = await create({ username: 'known' });
    const planned = await plan([{ username: 'fresh' }, { id: String(known.id), notes: 'from the sheet' }]);
    await ground.accounts.edit(ann, known.id, 1, { notes: 'by hand' });
    await expect(imports.apply(ann, planned.id)).rejects.toMatchObject({ code: 'plan_outdated', status: 409 });
    expect(await all()).toMatchObject([{ notes: 'by hand' }]);
    await imports.replan(planned.id, planned.options);
    await imports.apply(ann, planned.id);
    expect(await all()).toHaveLength(2);
  });

  it('is refused whole when a username was taken since', async () => {
    const planned = await plan([{ username: 'first' }, { username: 'second' }]);
    await create({ username: 'SECOND' });
    await expect(imports.apply(ann, planned.id)).rejects.toMatchObject({ code: 'plan_outdated' });
    expect(await all()).toHaveLength(1);
  });

  it('puts accounts on phones by serial or label, and adds a serial that was not met', async () => {
    const first = await applied([
      { username: 'a', device: 'SERIAL-1' },
      { username: 'b', device: 'SERIAL-1' },
    ]);
    expect(first.notices).toMatchObject([{ code: 'device_not_seen_yet', row: 2 }]);
    const [a, b] = await all();
    expect(a?.device).toMatchObject({ state: 'not_seen_yet' });
    expect(b?.device?.id).toBe(a?.device?.id);
    await applied([{ username: 'c', device_index: a?.device?.label ?? '' }]);
    expect((await all())[2]?.device?.id).toBe(a?.device?.id);
    const moved = await plan([
      { id: String(a?.id), device: 'SERIAL-2', device_index: a?.device?.label ?? '' },
      { username: 'd', device: 'SERIAL-3', device_index: a?.device?.label ?? '' },
    ]);
    expect(moved.rows[0]?.changes).toEqual([{ column: 'device', from: a?.device?.label, to: 'SERIAL-2' }]);
    expect(problems(moved)).toEqual(['3 device_index:device_disagrees']);
  });

  it('takes a changed logined as an observation by the sheet', async () => {
    const known = await create({ username: 'known' });
    expect((await plan([{ id: String(known.id), logined: '0' }])).counts.unchanged).toBe(1);
    await applied([{ id: String(known.id), logined: '1' }]);
    expect((await ground.accounts.get(known.id)).loginStatus).toBe('signed_in');
    const { observations, entries } = await ground.accounts.history(known.id);
    expect(observations).toMatchObject([{ status: 'signed_in', source: 'sheet', by: 'Ann' }]);
    expect(entries[0]).toMatchObject({ kind: 'imported', text: 'changed from accounts.xlsx' });
  });

  it('gives figures to accounts it creates, and only says so of others', async () => {
    const upload = {
      workspaceId: ground.tiktok,
      fileName: 'a.xlsx',
      options: ImportOptions.parse({ updateKnown: true }),
    };
    const first = await imports.plan({
      ...upload,
      bytes: await sheet([{ username: 'fig', followers: '0', nickname: 'Fig' }], true),
    });
    await imports.apply(ann, first.id);
    const page = await ground.accounts.list({ workspaceId: ground.tiktok, sort: 'id', order: 'asc', limit: 10 });
    expect(page.accounts[0]?.figures).toMatchObject({ followers: 0, hearts: null, nickname: 'Fig', source: 'sheet' });
    const second = await imports.plan({ ...upload, bytes: await sheet([{ username: 'fig', followers: '9' }], true) });
    expect(second).toMatchObject({ counts: { unchanged: 1 }, notices: [{ code: 'figures_ignored', row: 2 }] });
  });
});

describe('undoing an import', () => {
  it('brings everything back as it was, in one act', async () => {
    const known = await create({ username: 'known', password: 'old:JBSWY3DPEHPK3PXP', email: 'a@b.c', tags: ['t'] });
    const before = await ground.accounts.get(known.id);
    const done = await applied([
      {
        id: String(known.id),
        username: 'renamed',
        pwd: 'new',
        totp_secret: 'none',
        email: 'z@z.z',
        logined: '1',
        device: 'U1',
      },
      { username: 'fresh' },
    ]);
    expect(await imports.undo(ann, done.id)).toEqual({ undone: 2, refused: [] });
    const after = await ground.accounts.get(known.id);
    expect(after).toEqual({ ...before, version: after.version, updatedAt: after.updatedAt });
    expect(await passwordOf(known.id)).toEqual(['old', 'JBSWY3DPEHPK3PXP']);
    expect(await all()).toHaveLength(1);
    expect((await imports.get(done.id)).state).toBe('undone');
    await expect(imports.undo(ann, done.id)).rejects.toMatchObject({ code: 'undo_refused' });
  });

  it('leaves accounts that somebody touched since, and names them', async () => {
    const done = await applied([{ username: 'touched' }, { username: 'untouched' }]);
    const [touched] = await all();
    await ground.accounts.edit(ann, touched?.id ?? 0, 1, { notes: 'mine' });
    expect(await imports.undo(ann, done.id)).toEqual({
      undone: 1,
      refused: [{ accountId: touched?.id, username: 'touched', reason: 'touched' }],
    });
    expect((await all()).map(({ username }) => username)).toEqual(['touched']);
  });

  it('leaves an account whose old username another one has by now', async () => {
    const known = await create({ username: 'old' });
    const done = await applied([{ id: String(known.id), username: 'new' }]);
    await create({ username: 'old' });
    await expect(imports.undo(ann, done.id)).rejects.toMatchObject({ code: 'undo_refused' });
  });
});

describe('an export', () => {
  it('plans no change when it is imported again', async () => {
    await create({ username: '=cmd|1', password: "'=1+1 :x", notes: ' two\nlines ', tags: ['a b', '+1'] });
    await create({ username: 'two', password: 'pw:JBSWY3DPEHPK3PXP', email: 'a@b.c', enabled: false });
    await create({ username: 'three', password: 'a:JBSWY3DPEHPK3PXP', totpSecret: 'none', package: 'com.a.b' });
    await create({ username: 'four', totpSecret: 'JBSWY3DPEHPK3PXP' });
    const bytes = await buffer(await exports.start(ann, { workspaceId, secrets: true, personPassword: ANNS_PASSWORD }));
    const planned = await imports.plan({
      workspaceId,
      fileName: 'accounts.xlsx',
      bytes,
      options: ImportOptions.parse({}),
    });
    expect(planned).toMatchObject({ counts: { new: 0, changed: 0, unchanged: 4, rejected: 0 }, notices: [] });
  });

  it('with secrets asks for the person’s password, and is recorded before a secret is opened', async () => {
    await create({ username: 'one', password: 'pw' });
    const wrong = exports.start(ann, { workspaceId, secrets: true, personPassword: 'wrong' });
    await expect(wrong).rejects.toMatchObject({ code: 'wrong_password' });
    const stream = await exports.start(ann, { workspaceId, secrets: true, personPassword: ANNS_PASSWORD });
    const [record] = await ground.audit.page(ground.db, { limit: 1 });
    expect(record).toMatchObject({ act: 'accounts.exported', what: expect.stringContaining('with secrets') });
    await buffer(stream);
  });

  it('is cut off rather than short when a secret does not open', async () => {
    const { id } = await create({ username: 'one', password: 'pw' });
    await ground.db
      .updateTable('account')
      .set({ password_sealed: Buffer.alloc(80, 1) })
      .where('id', '=', id)
      .execute();
    const stream = await exports.start(ann, { workspaceId, secrets: true, personPassword: ANNS_PASSWORD });
    await expect(buffer(stream)).rejects.toMatchObject({ code: 'secret_sealed' });
  });

  it('without secrets holds none, and importing it clears none', async () => {
    const { id } = await create({ username: 'one', password: 'pw' });
    const bytes = await buffer(await exports.start(ann, { workspaceId, secrets: false }));
    const planned = await imports.plan({ workspaceId, fileName: 'a.xlsx', bytes, options: ImportOptions.parse({}) });
    await imports.apply(ann, planned.id);
    expect(await passwordOf(id)).toEqual(['pw', undefined]);
  });
});
