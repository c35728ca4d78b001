import { buffer } from 'node:stream/consumers';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ImportOptions, type AccountDraft } from '@muster/contract';
import { ann, ANNS_PASSWORD, startGround, type Ground } from '../accounts/testing.ts';
import { AppError } from '../platform/app-error.ts';
import { ExportService } from './export.ts';
import { ImportService } from './service.ts';

let ground: Ground;
let imports: ImportService;
let exports: ExportService;

beforeAll(async () => {
  ground = await startGround();
  imports = new ImportService(ground);
  exports = new ExportService(ground);
});
afterAll(() => ground.close());

const text = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength });
const tricky = fc.constantFrom(
  '=1+1',
  "'x",
  '_x0041_',
  ' a ',
  '0012',
  '1e5',
  'TRUE',
  'none',
  '<&>',
  'a:JBSWY3DPEHPK3PXP',
  '\u200B',
);
const any = (maxLength: number) => fc.oneof(text(maxLength), tricky);

const draft = fc.record(
  {
    username: any(60),
    email: fc.option(any(40).map((local) => `${local}@example.org`)),
    password: any(80),
    totpSecret: fc.constantFrom('', 'JBSWY3DPEHPK3PXP', 'none', 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=8'),
    enabled: fc.boolean(),
    tags: fc.array(any(20), { maxLength: 4 }),
    notes: fc.option(any(200)),
  },
  { requiredKeys: ['username'] },
);

/** Creates those of the accounts that can be stored: what is refused at the door is no part of the guarantee. */
async function createStorable(workspaceId: number, drafts: readonly Omit<AccountDraft, 'workspaceId'>[]) {
  let created = 0;
  for (const one of drafts) {
    try {
      await ground.accounts.create(ann, { ...one, workspaceId });
      created += 1;
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
    }
  }
  return created;
}

describe('any accounts that can be stored', () => {
  it.each(['instagram', 'tiktok'] as const)(
    'are unchanged by importing their own export (%s)',
    async (network) => {
      await fc.assert(
        fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 15 }), async (drafts) => {
          const { id } = await ground.workspaces.add(ann, { name: crypto.randomUUID(), network });
          const created = await createStorable(id, drafts);
          const request = { workspaceId: id, secrets: true, personPassword: ANNS_PASSWORD };
          const bytes = await buffer(await exports.start(ann, request));
          if (created === 0) return;
          const options = ImportOptions.parse({});
          const plan = await imports.plan({ workspaceId: id, fileName: 'accounts.xlsx', bytes, options });
          const seen = plan.rows.flatMap((row) => [...row.changes, ...row.problems]);
          expect(seen).toEqual([]);
          expect(plan.counts).toEqual({ new: 0, changed: 0, unchanged: created, rejected: 0 });
        }),
        { numRuns: 25 },
      );
    },
    120_000,
  );
});
