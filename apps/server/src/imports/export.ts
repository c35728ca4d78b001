import { PassThrough, type Readable } from 'node:stream';
import { sql } from 'kysely';
import { networkTraits, type ExportRequest, type LoginStatus, type Totp } from '@muster/contract';
import { passwordCell, writeAccountsSheet, type AccountCells } from '@muster/sheets';
import { hasCodes, selected, tagCell, totpForPerson, totpFromText, workspaceById } from '../accounts/index.ts';
import type { Audit } from '../audit/index.ts';
import type { Actor, People } from '../people/index.ts';
import { transact } from '../platform/database/transact.ts';
import type { Database } from '../platform/database/tables.ts';
import type { Opener, Vault } from '../vault/index.ts';

export interface ExportParts {
  readonly db: Database;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly people: Pick<People, 'confirm'>;
}

/** Rows read at a time: what is in memory of an export, however many accounts there are. */
const PAGE = 1000;

interface ExportRow {
  id: number;
  uuid: string;
  email: string | null;
  password_sealed: Buffer | null;
  totp_sealed: Buffer | null;
  username: string;
  serial: string | null;
  label: string | null;
  login_status: LoginStatus;
  enabled: boolean;
  nickname: string | null;
  country: string | null;
  followers: string | null;
  following: string | null;
  hearts: string | null;
  videos: string | null;
  friends: string | null;
  package: string | null;
  tags: string[];
  notes: string | null;
}

/** Sheets out: accounts.xlsx as a stream. */
export class ExportService {
  readonly #parts: ExportParts;

  constructor(parts: ExportParts) {
    this.#parts = parts;
  }

  /**
   * Starts an export and gives its bytes. With secrets it asks for the person's password first, and the record of it is
   * committed before a secret is opened. A stream that fails is cut off: the browser then keeps no file.
   * @throws AppError `wrong_password`, `throttled`, `workspace_not_found`, `vault_sealed`
   */
  async start(actor: Actor, request: ExportRequest): Promise<Readable> {
    const { db, vault, people } = this.#parts;
    const workspace = await workspaceById(db, request.workspaceId);
    if (request.secrets) await people.confirm(actor, request.personPassword);
    const open = request.secrets ? await vault.opener(workspace.id) : null;
    await this.#record(actor, request, workspace.name);
    const labels = await db.selectFrom('device').select('label').orderBy('id').execute();
    const output = new PassThrough();
    const cells = this.#cells(request, { open, splits: hasCodes(workspace.network) });
    writeAccountsSheet(output, cells, {
      figures: networkTraits[workspace.network].hasFigures,
      withoutSecrets: !request.secrets,
      labels: labels.map(({ label }) => label),
      ...(request.workbookPassword === undefined ? {} : { password: request.workbookPassword }),
    }).catch((error: unknown) => output.destroy(error instanceof Error ? error : new Error(String(error))));
    return output;
  }

  async #record(actor: Actor, request: ExportRequest, workspaceName: string): Promise<void> {
    const what = request.selection === undefined ? 'all accounts' : 'selected accounts';
    const secrets = request.secrets ? 'with secrets' : 'without secrets';
    const { db, audit } = this.#parts;
    await transact(db, (trx) =>
      audit.record(trx, {
        who: actor.name,
        act: 'accounts.exported',
        what: `${what} of ${workspaceName}, ${secrets}${request.workbookPassword === undefined ? '' : ', protected'}`,
      }),
    );
  }

  async *#cells(
    request: ExportRequest,
    reading: { readonly open: Opener | null; readonly splits: boolean },
  ): AsyncGenerator<AccountCells> {
    let lastId = 0;
    for (;;) {
      const rows = await this.#page(request, lastId);
      for (const row of rows) yield cellsOf(row, reading);
      const last = rows.at(-1);
      if (last === undefined || rows.length < PAGE) return;
      lastId = last.id;
    }
  }

  async #page({ workspaceId, selection }: ExportRequest, afterId: number): Promise<ExportRow[]> {
    const chosen = selected(workspaceId, selection ?? { filter: {} }, { deleted: false });
    const { rows } = await sql<ExportRow>`
      select account.id, uuid, email, password_sealed, totp_sealed, username, device.serial, device.label, login_status,
        enabled, nickname, country, followers, following, hearts, videos, friends, package, tags, notes
      from account
      left join device on device.id = account.device_id
      left join account_figures as figures on figures.account_id = account.id
      where ${chosen} and account.id > ${afterId}
      order by account.id
      limit ${PAGE}
    `.execute(this.#parts.db);
    return rows;
  }
}

function cellsOf(row: ExportRow, reading: { readonly open: Opener | null; readonly splits: boolean }): AccountCells {
  const secrets = secretCells(row, reading);
  return {
    id: String(row.id),
    email: row.email ?? '',
    pwd: secrets.pwd,
    username: row.username,
    device: row.serial ?? '',
    device_index: row.label ?? '',
    logined: row.login_status === 'signed_in' ? '1' : '0',
    status: row.enabled ? '0' : '1',
    nickname: row.nickname ?? '',
    country: row.country ?? '',
    followers: row.followers ?? '',
    following: row.following ?? '',
    hearts: row.hearts ?? '',
    videos: row.videos ?? '',
    friends: row.friends ?? '',
    package: row.package ?? '',
    tags: tagCell(row.tags),
    notes: row.notes ?? '',
    totp_secret: secrets.totpSecret,
  };
}

function secretCells(
  row: ExportRow,
  { open, splits }: { readonly open: Opener | null; readonly splits: boolean },
): { pwd: string; totpSecret: string } {
  if (open === null) return { pwd: '', totpSecret: '' };
  const text = (sealed: Buffer | null, column: 'password' | 'totp') =>
    sealed === null ? null : open(sealed, { table: 'account', column, rowUuid: row.uuid }).reveal();
  const password = text(row.password_sealed, 'password');
  const stored = text(row.totp_sealed, 'totp');
  const totp: Totp | null = stored === null ? null : totpFromText(stored);
  if (password !== null) return passwordCell({ password, totp }, { splits });
  return { pwd: '', totpSecret: totp === null ? '' : totpForPerson(totp) };
}
