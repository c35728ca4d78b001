import { sql } from 'kysely';
import { fillAccounts } from '../accounts.ts';
import { startLab, timed } from '../lab.ts';
import type { Row } from '../row.ts';

const EDITS = 1000;

/** 1,000 single edits one after another over HTTP, each with its event and its line in the record. */
export const editRow: Row = {
  name: 'edits',
  run: async () => {
    await using lab = await startLab();
    const workspace = await lab.workspace('instagram');
    await fillAccounts(lab, workspace.id, EDITS);
    const { rows } = await sql<{ id: number }>`select id from account order by id`.execute(lab.database.db);
    const ours = await timed(async () => {
      for (const { id } of rows) {
        await lab.muster.PATCH('/api/v1/accounts/{id}', {
          params: { path: { id }, header: { 'if-match': '"1"' } },
          body: { notes: `edited ${id}` },
        });
      }
    });
    const floor = await timed(async () => {
      for (const { id } of rows) {
        await sql`update account set notes = ${`bare ${id}`} where id = ${id}`.execute(lab.database.db);
      }
    });
    const written = await sql<{ count: string }>`select count(*) from account where notes like 'bare %'`.execute(
      lab.database.db,
    );
    if (Number(written.rows[0]?.count) !== EDITS) throw new Error('Not every edit was written.');
    return [
      {
        what: '1,000 single edits over HTTP',
        value: ours.ms / 1000,
        unit: 's',
        floor: floor.ms / 1000,
        floorIs: 'bare UPDATE',
        bar: 3,
      },
    ];
  },
};
