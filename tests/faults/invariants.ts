import assert from 'node:assert/strict';
import { AuditCheck } from '@muster/contract';
import type { Case } from '../fixtures/case.ts';
import { leaksIn, searchTables, type Secrets } from '../fixtures/leaks.ts';

/** What held at the last check: what may only rise, and what may not be lost. */
interface Known {
  readonly leases: Map<number, bigint>;
  readonly withPassword: Set<number>;
}

/**
 * Checks the invariants of the fault matrix on a console and its phones. Make it before the fault, and check as often
 * as there is something to check: tokens of leases may only rise from one check to the next.
 */
export class Invariants {
  readonly #case: Case;
  readonly #secrets: Secrets;
  readonly #known: Known = { leases: new Map(), withPassword: new Set() };

  constructor(of: Case, secrets: Secrets) {
    this.#case = of;
    this.#secrets = secrets;
  }

  async check(): Promise<void> {
    await this.#oneLeaseForEachDevice();
    await this.#noStepForWhoMayNotRun();
    await this.#oneSubmissionForEachAttempt();
    await this.#importsAreWhole();
    await this.#usernamesAreUnique();
    await this.#everyTaskSaysWhereItStands();
    await this.#noSecretInPlainText();
    await this.#recordIsWhole();
    await this.#passwordsAreKept();
    await this.#nobodySignedOutUnseen();
  }

  /** I1: one live lease a device, its token only rises, and what runs there runs with it. */
  async #oneLeaseForEachDevice(): Promise<void> {
    const leases = await this.#rows<{ device_id: number; token: string }>('select device_id, token from device_lease');
    for (const { device_id: id, token } of leases) {
      assert.ok(BigInt(token) >= (this.#known.leases.get(id) ?? 0n), 'I1: the token of a lease fell');
      this.#known.leases.set(id, BigInt(token));
    }
    await this.#none(
      'I1: a task runs without the lease of its phone',
      `select task.id from task left join device_lease lease on lease.device_id = task.device_id
       where task.state = 'running' and (lease.token is null or task.fencing_token > lease.token)`,
    );
    await this.#none(
      'I1: two tasks run on one phone',
      `select device_id from task where state = 'running' group by device_id having count(*) > 1`,
    );
    await this.#none(
      'I1: a task that began later has a lower token',
      `select later.id from task later join task earlier using (device_id)
       where later.started_at > earlier.ended_at and later.fencing_token < earlier.fencing_token`,
    );
  }

  /** I2: no step for a disabled or deleted account began after that was committed. */
  #noStepForWhoMayNotRun(): Promise<void> {
    return this.#none(
      'I2: a step began for an account that may not run',
      `select step.task_id, step.number from task_step step join task on task.id = step.task_id
       join account on account.id = task.account_id
       where (account.deleted_at is not null and step.at > account.deleted_at)
          or (not account.enabled and step.at > account.updated_at)`,
    );
  }

  /** I3: the service saw no press that the ledger does not know, and no attempt was begun beside an open one. */
  async #oneSubmissionForEachAttempt(): Promise<void> {
    const { service } = await this.#case.simulator.state();
    const ledger = await this.#rows<{ username_key: string; pressed: string }>(
      `select username_key, count(attempt.submitted_at)::text as pressed
       from account join login_attempt attempt on attempt.account_id = account.id group by username_key`,
    );
    const pressed = new Map(ledger.map((row) => [row.username_key, Number(row.pressed)]));
    for (const account of [...service.instagram.accounts, ...service.tiktok.accounts]) {
      const known = pressed.get(account.username.toLowerCase()) ?? 0;
      assert.ok(
        account.submissions.length <= known,
        `I3: ${account.username} was pressed for, and nobody wrote it down`,
      );
    }
    assert.deepEqual([...service.instagram.strays, ...service.tiktok.strays], [], 'I3: a submission of nobody');
    await this.#none(
      'I3: an attempt was submitted beside one whose end nobody saw',
      `select later.id from login_attempt later join login_attempt earlier
         on earlier.account_id = later.account_id and earlier.id < later.id
       where earlier.submitted_at is not null and later.submitted_at is not null
         and (earlier.ended_at is null or earlier.ended_at > later.submitted_at)`,
    );
  }

  /** I4: an import that is there has all of its rows. */
  #importsAreWhole(): Promise<void> {
    return this.#none(
      'I4: an import lacks rows',
      `select import.id from import left join import_change change on change.import_id = import.id
       group by import.id
       having count(change.account_id) <> (import.counts->>'new')::int + (import.counts->>'changed')::int`,
    );
  }

  /** I5 */
  #usernamesAreUnique(): Promise<void> {
    return this.#none(
      'I5: two accounts have one username',
      `select username_key from account where deleted_at is null
       group by workspace_id, username_key having count(*) > 1`,
    );
  }

  /** I6: every task ended, or says why it waits; the run ended with its last task. */
  async #everyTaskSaysWhereItStands(): Promise<void> {
    const { runs } = (await this.#case.server.client.GET('/api/v1/runs')).data ?? { runs: [] };
    for (const { id } of runs) {
      const { data } = await this.#case.server.client.GET('/api/v1/runs/{id}', { params: { path: { id } } });
      for (const task of data?.tasks ?? []) {
        if (task.state !== 'running') assert.match(task.message, /\.$/, `I6: task ${task.id} is ${task.state}`);
      }
    }
    await this.#none(
      'I6: a run has ended before its tasks, or not with them',
      `select run.id from run join task on task.run_id = run.id group by run.id
       having (run.ended_at is not null) <> bool_and(task.state = 'ended')`,
    );
  }

  /** I7 */
  async #noSecretInPlainText(): Promise<void> {
    const { server } = this.#case;
    const leaks = leaksIn('log', Buffer.from(server.log()), this.#secrets);
    assert.deepEqual([...leaks, ...(await searchTables(server, this.#secrets))], [], 'I7: a secret in plain text');
  }

  /** I8 */
  async #recordIsWhole(): Promise<void> {
    const { data } = await this.#case.server.client.GET('/api/v1/audit/check');
    assert.equal(AuditCheck.parse(data).whole, true, 'I8: the record is not whole');
  }

  /** I9: nobody who had a password has lost it. The fault tests clear none. */
  async #passwordsAreKept(): Promise<void> {
    const rows = await this.#rows<{ id: number; has: boolean }>(
      'select id, password_sealed is not null as has from account',
    );
    for (const { id, has } of rows) {
      assert.ok(has || !this.#known.withPassword.has(id), `I9: account ${id} lost its password`);
      if (has) this.#known.withPassword.add(id);
    }
  }

  /** I10: who was observed as signed out was looked for, on a phone that was there. */
  #nobodySignedOutUnseen(): Promise<void> {
    return this.#none(
      'I10: signed out without having been looked for',
      `select observation.id from observation left join device on device.id = observation.device_id
       where observation.status = 'signed_out' and observation.source not in ('person', 'sheet')
         and (device.last_seen_at is null or not exists (
           select 1 from task_step step where step.task_id = observation.task_id and step.screen is not null))`,
    );
  }

  async #none(what: string, query: string): Promise<void> {
    assert.deepEqual(await this.#rows(query), [], what);
  }

  #rows<T extends object>(query: string): Promise<T[]> {
    return this.#case.server.query<T>(query);
  }
}
