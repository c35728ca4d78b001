import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccountQuery, type Account, type AccountDraft } from '@muster/contract';
import { ann, startGround, type Ground } from './testing.ts';

let ground: Ground;
beforeAll(async () => {
  ground = await startGround();
});
afterAll(() => ground.close());

let named = 0;
function create(draft: Partial<AccountDraft> = {}): Promise<Account> {
  named += 1;
  return ground.accounts.create(ann, { workspaceId: ground.instagram, username: `person${named}`, ...draft });
}

async function passwordOf(id: number): Promise<[string | null, string | null]> {
  const { password, totp } = await ground.credentials.loginMaterial(id);
  return [password?.reveal() ?? null, totp?.reveal() ?? null];
}

async function lastRecord() {
  const [entry] = await ground.audit.page(ground.db, { limit: 1 });
  return entry;
}

async function lastEvent() {
  const row = await ground.db.selectFrom('event').select('payload').orderBy('id', 'desc').executeTakeFirst();
  return row?.payload;
}

describe('creating an account', () => {
  it('stores it as typed and shows it without its secrets', async () => {
    const account = await create({
      username: ' @Anna.K ',
      email: ' anna@example.org ',
      password: 'pass word:JBSWY3DPEHPK3PXP',
      tags: ['north', 'north', ' new '],
      notes: 'first line\r\nsecond',
      package: 'com.instagram.android2',
    });
    expect(account).toMatchObject({
      network: 'instagram',
      username: '@Anna.K',
      email: 'anna@example.org',
      hasPassword: true,
      hasTotp: true,
      credential: 'certain',
      enabled: true,
      tags: ['north', 'new'],
      notes: 'first line\nsecond',
      loginStatus: 'unknown',
      health: 'not_seen',
      version: 1,
    });
    expect(JSON.stringify(account)).not.toContain('pass word');
    expect(await passwordOf(account.id)).toEqual(['pass word', '["JBSWY3DPEHPK3PXP","SHA1",6,30]']);
  });

  it('gives a login the username without the @', async () => {
    const account = await create({ username: '@Handle.One' });
    expect((await ground.credentials.loginMaterial(account.id)).username).toBe('Handle.One');
  });

  it('keeps secrets sealed in the database', async () => {
    const account = await create({ password: 'open sesame' });
    const row = await ground.db.selectFrom('account').selectAll().where('id', '=', account.id).executeTakeFirst();
    expect(row?.password_sealed?.includes('open sesame')).toBe(false);
  });

  it('refuses a username that differs only by case, @ or the form of its accents', async () => {
    await create({ username: 'José' });
    await expect(create({ username: '@JOSE\u0301' })).rejects.toMatchObject({
      code: 'username_taken',
      field: 'username',
    });
    await expect(create({ username: 'jose', workspaceId: ground.tiktok })).resolves.toBeDefined();
  });

  it.each([
    [{ username: '  ' }, 'username_missing', 'username'],
    [{ username: '@' }, 'bad_name', 'username'],
    [{ username: 'a\u0000b' }, 'bad_request', 'username'],
    [{ email: 'nobody' }, 'bad_request', 'email'],
    [{ password: 'a\nb' }, 'bad_password', 'password'],
    [{ password: ':JBSWY3DPEHPK3PXP' }, 'password_missing', 'password'],
    [{ password: 'pw', totpSecret: 'nonsense!' }, 'bad_totp_secret', 'password'],
    [{ tags: ['a,b'] }, 'bad_request', 'tags'],
    [{ deviceId: 4711 }, 'device_not_found', 'deviceId'],
  ])('refuses %j and names the field', async (draft, code, field) => {
    await expect(create(draft)).rejects.toMatchObject({ code, field });
  });

  it('writes the record, the history and the event with it', async () => {
    const account = await create();
    expect(await lastRecord()).toMatchObject({ who: 'Ann', act: 'account.created' });
    expect(await lastEvent()).toEqual({
      type: 'accounts.changed',
      workspaceId: ground.instagram,
      ids: [account.id],
    });
    const history = await ground.accounts.history(account.id);
    expect(history.entries).toMatchObject([{ kind: 'created', by: 'Ann' }]);
  });
});

describe('editing an account', () => {
  it('changes what the patch names and nothing else', async () => {
    const account = await create({ email: 'a@b.c', password: 'secret', tags: ['x'] });
    const edited = await ground.accounts.edit(ann, account.id, 1, { notes: 'hello', enabled: false });
    expect(edited).toMatchObject({ email: 'a@b.c', tags: ['x'], notes: 'hello', enabled: false, version: 2 });
    expect(await passwordOf(account.id)).toEqual(['secret', null]);
  });

  it('never lets a blank overwrite a secret; clearing is its own act', async () => {
    const account = await create({ password: 'secret:JBSWY3DPEHPK3PXP' });
    const same = await ground.accounts.edit(ann, account.id, 1, { password: '', totpSecret: ' ' });
    expect(same.version).toBe(1);
    expect(await passwordOf(account.id)).toEqual(['secret', '["JBSWY3DPEHPK3PXP","SHA1",6,30]']);
    const cleared = await ground.accounts.edit(ann, account.id, 1, { clearTotp: true });
    expect(cleared).toMatchObject({ hasPassword: true, hasTotp: false, credential: null });
    expect(await passwordOf(account.id)).toEqual(['secret', null]);
    expect(await ground.accounts.edit(ann, account.id, 2, { clearPassword: true })).toMatchObject({
      hasPassword: false,
      health: 'secret_missing',
    });
  });

  it.each([
    { password: 'new', clearPassword: true },
    { password: 'new:JBSWY3DPEHPK3PXP', clearTotp: true },
    { totpSecret: 'JBSWY3DPEHPK3PXP', clearTotp: true },
  ] as const)('refuses to clear and set the same secret at once: %o', async (patch) => {
    const account = await create({ password: 'old:JBSWY3DPEHPK3PXQ' });
    await expect(ground.accounts.edit(ann, account.id, 1, patch)).rejects.toMatchObject({ code: 'bad_request' });
    expect(await passwordOf(account.id)).toEqual(['old', '["JBSWY3DPEHPK3PXQ","SHA1",6,30]']);
  });

  it('keeps the 2FA secret when only the password changes, and drops it for “all of it is password”', async () => {
    const account = await create({ password: 'old:JBSWY3DPEHPK3PXP' });
    await ground.accounts.edit(ann, account.id, 1, { password: 'new' });
    expect(await passwordOf(account.id)).toEqual(['new', '["JBSWY3DPEHPK3PXP","SHA1",6,30]']);
    await ground.accounts.edit(ann, account.id, 2, { password: 'new:JBSWY3DPEHPK3PXP', totpSecret: 'none' });
    expect(await passwordOf(account.id)).toEqual(['new:JBSWY3DPEHPK3PXP', null]);
  });

  it('refuses an older version with both values, and no secret among them', async () => {
    const account = await create({ email: 'first@x.y' });
    await ground.accounts.edit(ann, account.id, 1, { email: 'second@x.y' });
    const late = ground.accounts.edit(ann, account.id, 1, { email: 'third@x.y', password: 'hidden thing' });
    await expect(late).rejects.toMatchObject({
      code: 'version_conflict',
      status: 409,
      conflict: { yours: { email: 'third@x.y' }, theirs: { email: 'second@x.y' } },
    });
    expect(await passwordOf(account.id)).toEqual([null, null]);
  });

  it('lets one of several edits at once win, and loses none silently', async () => {
    const account = await create();
    const tries = ['a', 'b', 'c', 'd'].map((notes) => ground.accounts.edit(ann, account.id, 1, { notes }));
    const results = await Promise.allSettled(tries);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await ground.accounts.get(account.id)).version).toBe(2);
  });

  it('takes the toggle as an observation by a person', async () => {
    const account = await create();
    const seen = await ground.accounts.edit(ann, account.id, 1, { loggedIn: true });
    expect(seen.loginStatus).toBe('signed_in');
    const { observations } = await ground.accounts.history(account.id);
    expect(observations).toMatchObject([{ status: 'signed_in', source: 'person', by: 'Ann' }]);
    expect(await ground.accounts.edit(ann, account.id, 2, { loggedIn: true })).toMatchObject({ version: 2 });
  });

  it('tells in the history that a secret changed, and not what it is', async () => {
    const account = await create({ password: 'first secret' });
    await ground.accounts.edit(ann, account.id, 1, { password: 'second secret', email: 'a@b.c' });
    const [entry] = (await ground.accounts.history(account.id)).entries;
    expect(entry?.text).toBe('e-mail: blank → a@b.c; password set');
    expect((await lastRecord())?.what).not.toContain('second secret');
  });
});

describe('deleting an account', () => {
  it('can be undone, with its id and its secrets', async () => {
    const account = await create({ password: 'kept' });
    await ground.accounts.delete(ann, account.id);
    await expect(ground.accounts.edit(ann, account.id, 2, {})).rejects.toMatchObject({ code: 'account_not_found' });
    await expect(ground.credentials.loginMaterial(account.id)).rejects.toMatchObject({ code: 'account_not_found' });
    expect((await ground.accounts.get(account.id)).deletedAt).not.toBeNull();
    const restored = await ground.accounts.restore(ann, account.id);
    expect(restored).toMatchObject({ id: account.id, deletedAt: null, version: 3 });
    expect(await passwordOf(account.id)).toEqual(['kept', null]);
  });

  it('frees the username, and is not undone while another account has it', async () => {
    const account = await create({ username: 'freed' });
    await ground.accounts.delete(ann, account.id);
    const other = await create({ username: 'Freed' });
    await expect(ground.accounts.restore(ann, account.id)).rejects.toMatchObject({ code: 'username_taken' });
    expect(other.id).toBeGreaterThan(account.id);
  });
});

describe('acting on many', () => {
  it('changes only rows that differ, in the workspace that is named', async () => {
    const inside = [await create({ tags: ['bulk'] }), await create({ tags: ['bulk'], enabled: false })];
    const outside = await create({ workspaceId: ground.tiktok });
    const result = await ground.accounts.bulk(ann, {
      workspaceId: ground.instagram,
      selection: { ids: [...inside, outside].map(({ id }) => id) },
      act: { kind: 'disable' },
    });
    expect(result).toEqual({ changed: 1, ids: [inside[0]?.id] });
    expect((await ground.accounts.get(outside.id)).enabled).toBe(true);
  });

  it('reaches everything that a filter matches', async () => {
    const a = await create({ tags: ['reach'] });
    const b = await create({ tags: ['reach'], enabled: false });
    const workspaceId = ground.instagram;
    const selection = { filter: { tag: 'reach' } };
    await ground.accounts.bulk(ann, { workspaceId, selection, act: { kind: 'tag', tag: 'found' } });
    await ground.accounts.bulk(ann, { workspaceId, selection, act: { kind: 'untag', tag: 'reach' } });
    expect((await ground.accounts.get(a.id)).tags).toEqual(['found']);
    expect((await ground.accounts.get(b.id)).tags).toEqual(['found']);
  });

  it('deletes and restores in one act each', async () => {
    const ids = [(await create()).id, (await create()).id];
    const request = { workspaceId: ground.instagram, selection: { ids } };
    expect((await ground.accounts.bulk(ann, { ...request, act: { kind: 'delete' } })).changed).toBe(2);
    expect((await ground.accounts.bulk(ann, { ...request, act: { kind: 'restore' } })).ids).toEqual(ids);
  });
});

describe('revealing secrets', () => {
  it('writes the record before a secret is opened', async () => {
    const account = await create({ password: 'shown' });
    await ground.db
      .updateTable('account')
      .set({ totp_sealed: Buffer.from('broken') })
      .where('id', '=', account.id)
      .execute();
    await expect(ground.credentials.reveal(ann, account.id, 'correct horse')).rejects.toMatchObject({
      code: 'secret_sealed',
    });
    expect(await lastRecord()).toMatchObject({ act: 'account.revealed', who: 'Ann' });
  });

  it('asks for the password of the person first, and records nothing when it is wrong', async () => {
    const account = await create({ password: 'shown' });
    await expect(ground.credentials.reveal(ann, account.id, 'wrong')).rejects.toMatchObject({ code: 'wrong_password' });
    expect(await lastRecord()).toMatchObject({ act: 'account.created' });
    expect(await ground.credentials.reveal(ann, account.id, 'correct horse')).toEqual({
      password: 'shown',
      totpSecret: null,
    });
  });
});

function query(more: Record<string, unknown>): AccountQuery {
  return AccountQuery.parse({ workspaceId: String(ground.tiktok), ...more });
}

async function usernames(more: Record<string, unknown>): Promise<string[]> {
  return (await ground.accounts.list(query(more))).accounts.map(({ username }) => username);
}

describe('the list', () => {
  beforeAll(async () => {
    await ground.accounts.bulk(ann, {
      workspaceId: ground.tiktok,
      selection: { filter: {} },
      act: { kind: 'delete' },
    });
    const { rows } = await ground.handle.pool.query<{ id: number }>(
      `insert into device (label, label_key, serial) values ('10', '10', 's10'), ('2', '2', 's2'), ('x', 'x', 'sx') returning id`,
    );
    const [ten, two, x] = rows.map(({ id }) => id);
    const workspaceId = ground.tiktok;
    await create({ workspaceId, username: 'b', email: 'z@x.y', deviceId: ten ?? 0, notes: '100%_sure' });
    await create({ workspaceId, username: 'C', email: 'Y@x.y', deviceId: two ?? 0, tags: ['t'] });
    await create({ workspaceId, username: 'a', deviceId: x ?? 0, enabled: false });
    await create({ workspaceId, username: 'd' });
  });

  it.each([
    ['id', 'asc', 'b C a d'],
    ['username', 'asc', 'a b C d'],
    ['username', 'desc', 'd C b a'],
    ['email', 'asc', 'C b a d'],
    ['email', 'desc', 'b C d a'],
    ['device', 'asc', 'C b a d'],
    ['device', 'desc', 'a b C d'],
    ['status', 'desc', 'a d C b'],
    ['updated', 'asc', 'b C a d'],
    ['login', 'asc', 'b C a d'],
    ['followers', 'asc', 'b C a d'],
  ])('sorts by %s %s, blanks last', async (sort, order, expected) => {
    expect(await usernames({ sort, order })).toEqual(expected.split(' '));
  });

  it.each(['id', 'username', 'email', 'device', 'status', 'updated', 'login', 'followers'])(
    'walks by cursor over every row once when sorted by %s',
    async (sort) => {
      for (const order of ['asc', 'desc']) {
        const walked: string[] = [];
        let cursor: string | undefined;
        do {
          const page = await ground.accounts.list(query({ sort, order, limit: 1, cursor }));
          walked.push(...page.accounts.map(({ username }) => username));
          cursor = page.nextCursor ?? undefined;
        } while (cursor !== undefined);
        expect(walked).toEqual(await usernames({ sort, order }));
      }
    },
  );

  it('gives a window with the total', async () => {
    const page = await ground.accounts.list(query({ sort: 'username', offset: 1, limit: 2 }));
    expect(page).toMatchObject({ total: 4, offset: 1 });
    expect(page.accounts.map(({ username }) => username)).toEqual(['b', 'C']);
  });

  it.each([
    [{ search: '0%_S' }, 'b'],
    [{ search: '%' }, 'b'],
    [{ search: 'x.Y' }, 'b C'],
    [{ search: String.raw`\ ` }, ''],
    [{ enabled: 'false' }, 'a'],
    [{ assigned: 'false' }, 'd'],
    [{ assigned: 'true', enabled: 'true' }, 'b C'],
    [{ tag: 't' }, 'C'],
    [{ login: 'signed_in' }, ''],
  ])('filters by %j', async (filter, expected) => {
    expect((await usernames(filter)).join(' ')).toBe(expected);
  });

  it('counts anew as soon as anything was written', async () => {
    const { total } = await ground.accounts.list(query({}));
    expect((await ground.accounts.list(query({}))).total).toBe(total);
    const { id } = await create({ workspaceId: ground.tiktok });
    expect((await ground.accounts.list(query({}))).total).toBe(total + 1);
    await ground.accounts.delete(ann, id);
    expect((await ground.accounts.list(query({}))).total).toBe(total);
  });

  it('refuses a cursor of another list', async () => {
    const { nextCursor } = await ground.accounts.list(query({ limit: 1 }));
    await expect(ground.accounts.list(query({ sort: 'email', cursor: nextCursor }))).rejects.toMatchObject({
      code: 'bad_request',
    });
    await expect(ground.accounts.list(query({ cursor: 'bm9uc2Vuc2U' }))).rejects.toMatchObject({ field: 'cursor' });
  });
});
