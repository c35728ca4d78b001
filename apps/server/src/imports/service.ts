import { createHash } from 'node:crypto';
import { networkTraits, type ImportOptions, type ImportPlan, type PlanRow } from '@muster/contract';
import { isRejection, readSheet, type SheetReading } from '@muster/sheets';
import { totpFromText, workspaceById, type WorkspaceRef } from '../accounts/index.ts';
import type { Audit } from '../audit/index.ts';
import type { FigureBook } from '../figures/index.ts';
import type { Live } from '../live/index.ts';
import type { Actor } from '../people/index.ts';
import { AppError } from '../platform/app-error.ts';
import type { Clock } from '../platform/clock.ts';
import type { DatabaseHandle } from '../platform/database/connect.ts';
import { transact, transactOnClient } from '../platform/database/transact.ts';
import type { Ids } from '../platform/ids.ts';
import type { Database } from '../platform/database/tables.ts';
import type { Sessions } from '../sessions/index.ts';
import type { Opener, Sealer, Vault } from '../vault/index.ts';
import { applyRows, evidenceOf, rowsToWrite } from './apply.ts';
import { countsOf, HeldPlans, type HeldPlan } from './held.ts';
import { matchRows } from './match.ts';
import { noticesOf } from './notices.ts';
import { view, viewStored } from './plan-view.ts';
import { notHeld, refuseNamelessRows, refuseUnclearColumns, sheetRejected } from './refusals.ts';
import { planRow, settled, viewOf, type KnownAccount, type OpenedSecrets, type PlannedRow } from './plan.ts';
import { mapInSlices } from './slices.ts';
import * as store from './store.ts';
import { undoRows, type RefusedUndo } from './undo.ts';
import { readWish } from './wish.ts';

export interface ImportParts {
  readonly db: Database;
  readonly handle: DatabaseHandle;
  readonly vault: Vault;
  readonly audit: Audit;
  readonly live: Live;
  readonly sessions: Sessions;
  readonly figures: FigureBook;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface Upload {
  readonly workspaceId: number;
  readonly fileName: string;
  readonly bytes: Uint8Array;
  /** Opens a protected workbook. */
  readonly password?: string | undefined;
  readonly options: ImportOptions;
}

export interface UndoResult {
  readonly undone: number;
  readonly refused: RefusedUndo[];
}

/** Sheets in: a file becomes a plan, a plan is applied whole or not at all, and can be taken back. */
export class ImportService {
  readonly #parts: ImportParts;
  readonly #held = new HeldPlans();

  constructor(parts: ImportParts) {
    this.#parts = parts;
  }

  /**
   * Reads a file and says what applying it would do; nothing is written.
   * @throws AppError `sheet_rejected` with one sentence, `workspace_not_found`, `vault_sealed`
   */
  async plan(upload: Upload): Promise<ImportPlan> {
    const workspace = await workspaceById(this.#parts.db, upload.workspaceId);
    const { bytes } = upload;
    const file = {
      name: upload.fileName,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    };
    const { password, fileName } = upload;
    const figures = networkTraits[workspace.network].hasFigures;
    const reading = await readSheet(bytes, { figures, fileName, password });
    if (isRejection(reading)) throw sheetRejected(reading.error);
    refuseUnclearColumns(reading);
    const id = this.#parts.ids.uuid();
    return this.#keep(await this.#make({ id, workspace, file, reading, options: upload.options }));
  }

  /** The same file with other options, or against accounts that moved on. @throws AppError `not_found`, `plan_applied` */
  async replan(id: string, options: ImportOptions): Promise<ImportPlan> {
    return this.#held.alone(id, async () => {
      const { plan, reading } = this.#open(id);
      return this.#keep(await this.#make({ ...plan, reading, options }));
    });
  }

  /** A plan, or what is known of an import that was applied. @throws AppError `not_found` */
  async get(id: string): Promise<ImportPlan> {
    const stored = await store.importById(this.#parts.db, id);
    const held = this.#held.get(id);
    if (held !== null) return view(held, stored?.undoneAt ?? null);
    if (stored !== null) return viewStored(stored);
    throw notHeld();
  }

  /** A window of a plan's rows, all or of one kind. @throws AppError `not_found` */
  rows(id: string, window: { offset: number; limit: number; kind?: PlanRow['kind'] | undefined }) {
    const held = this.#held.get(id);
    if (held === null) throw notHeld();
    const rows = window.kind === undefined ? held.rows : held.rows.filter(({ kind }) => kind === window.kind);
    const { offset, limit } = window;
    return { rows: rows.slice(offset, offset + limit).map(viewOf), total: rows.length, offset };
  }

  /**
   * Applies a plan in one transaction: all of its rows, or none.
   * @throws AppError `plan_has_rejected_rows`, `plan_outdated`, `plan_applied`, `not_found`, `vault_sealed`
   */
  async apply(actor: Actor, id: string): Promise<ImportPlan> {
    return this.#held.alone(id, async () => {
      const { plan } = this.#open(id);
      if (plan.counts.rejected > 0 && !plan.options.skipRejected) {
        throw new AppError('plan_has_rejected_rows', {
          detail: `${plan.counts.rejected} rows of the plan are rejected, so nothing was written.`,
          remedy: 'Mend them in the file, or choose to leave them out.',
        });
      }
      const at = this.#parts.clock.now();
      const rows = rowsToWrite(plan.rows, this.#parts.ids);
      const seal = await this.#sealerFor(plan);
      const { counts, workspace, file } = plan;
      const created = await transactOnClient(this.#parts.handle, async (trx, client) => {
        await trx
          .insertInto('import')
          .values({
            id,
            workspace_id: workspace.id,
            by_whom: actor.name,
            file_name: file.name,
            file_sha256: file.sha256,
            counts: JSON.stringify(counts),
            applied_at: at,
            undone_at: null,
          })
          .execute();
        const { sessions, figures } = this.#parts;
        const parts = { trx, client, seal, sessions, figures, importId: id, workspaceId: workspace.id, at };
        const ids = await applyRows({ ...parts, byWhom: actor.name }, rows);
        const left = counts.rejected === 0 ? '' : `, ${counts.rejected} left out`;
        await this.#tell(trx, id, workspace.id);
        await this.#parts.audit.record(trx, {
          who: actor.name,
          act: 'import.applied',
          what: `“${file.name}” (SHA-256 ${file.sha256}) into ${workspace.name}: ${counts.new} new, ${counts.changed} changed${left}`,
        });
        return ids;
      });
      let next = 0;
      const done = await mapInSlices(plan.rows, (row) =>
        settled(row, row.kind === 'new' ? (created[next++] ?? null) : null),
      );
      return this.#keep({ ...plan, rows: done, reading: null, appliedAt: at });
    });
  }

  /**
   * Takes an import back as one act; accounts that somebody touched since stay as they are and are named.
   * @throws AppError `undo_refused` when there is nothing left to take back, `not_found`
   */
  async undo(actor: Actor, id: string): Promise<UndoResult> {
    const { db, clock, sessions, audit } = this.#parts;
    return transact(db, async (trx) => {
      await trx.selectFrom('import').select('id').where('id', '=', id).forUpdate().execute();
      const applied = await store.importById(trx, id);
      if (applied === null) throw notHeld();
      if (applied.undoneAt !== null) throw new AppError('undo_refused', { detail: 'This import was undone before.' });
      const at = clock.now();
      const { ids, changedIds, refused } = await undoRows(trx, id, at);
      if (ids.length === 0 && refused.length > 0) {
        throw new AppError('undo_refused', {
          detail: 'Every account of this import was touched later, so none is taken back.',
        });
      }
      await sessions.forget(trx, changedIds, evidenceOf(id));
      await trx.updateTable('import').set({ undone_at: at }).where('id', '=', id).execute();
      await this.#tell(trx, id, applied.workspaceId);
      const left = refused.length === 0 ? '' : `, ${refused.length} left as they are`;
      await audit.record(trx, {
        who: actor.name,
        act: 'import.undone',
        what: `“${applied.fileName}”: ${ids.length} accounts taken back${left}`,
      });
      return { undone: ids.length, refused };
    });
  }

  async #make(from: Pick<HeldPlan, 'id' | 'workspace' | 'file' | 'options'> & { reading: SheetReading }) {
    const { db } = this.#parts;
    const { workspace, reading, options } = from;
    const wishes = await mapInSlices(reading.rows, (row) => readWish(row, workspace.network, options));
    const stored = await store.accountsMeant(db, workspace.id, wishes);
    const devices = await store.devicesNamed(db, wishes);
    const matches = matchRows(wishes, stored, options);
    refuseNamelessRows(reading, matches);
    const opener = stored.byId.size === 0 ? null : await this.#openerFor(workspace, wishes);
    const open = (account: KnownAccount) => opened(account, opener);
    const rows = await mapInSlices(wishes, (wish, index): PlannedRow => {
      const match = matches[index];
      if (match === undefined) throw new Error('every row has a match');
      return planRow(wish, match, { devices, options, open });
    });
    const notices = noticesOf(reading, rows, devices);
    return { ...from, rows, notices, counts: countsOf(rows), appliedAt: null } satisfies HeldPlan;
  }

  #keep(plan: HeldPlan): ImportPlan {
    this.#held.keep(plan);
    return view(plan, null);
  }

  #open(id: string): { plan: HeldPlan; reading: SheetReading } {
    const plan = this.#held.get(id);
    if (plan === null) throw notHeld();
    if (plan.reading === null) throw new AppError('plan_applied');
    return { plan, reading: plan.reading };
  }

  /** Only a file with secrets needs the vault: others are imported while it is sealed. */
  async #openerFor(workspace: WorkspaceRef, wishes: readonly { secrets: PlannedRow['wish']['secrets'] }[]) {
    const asks = wishes.some(({ secrets }) => secrets.password.kind === 'set' || secrets.totp.kind === 'set');
    return asks ? this.#parts.vault.opener(workspace.id) : null;
  }

  async #sealerFor(plan: HeldPlan): Promise<Sealer> {
    const asks = plan.rows.some(({ wish }) => wish.secrets.password.kind === 'set' || wish.secrets.totp.kind === 'set');
    if (asks) return this.#parts.vault.sealer(plan.workspace.id);
    return () => {
      throw new Error('no row of this plan has a secret');
    };
  }

  async #tell(trx: Parameters<Live['publish']>[0], id: string, workspaceId: number): Promise<void> {
    await this.#parts.live.publish(trx, { type: 'accounts.changed', workspaceId, ids: null });
    await this.#parts.live.publish(trx, { type: 'import.changed', importId: id });
  }
}

/** A secret that does not open any more counts as absent: what the file says then replaces it. */
function opened(account: KnownAccount, open: Opener | null): OpenedSecrets {
  const text = (sealed: Buffer | null, column: 'password' | 'totp') => {
    if (sealed === null || open === null) return null;
    try {
      return open(sealed, { table: 'account', column, rowUuid: account.uuid }).reveal();
    } catch (error) {
      if (error instanceof AppError && error.code === 'secret_sealed') return null;
      throw error;
    }
  };
  const totp = text(account.totpSealed, 'totp');
  return { password: text(account.passwordSealed, 'password'), totp: totp === null ? null : totpFromText(totp) };
}
