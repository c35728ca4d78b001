import { z } from 'zod';
import { AccountSelection } from './accounts.ts';
import { Id } from './id.ts';

/** What `muster sheet read FILE --json` prints: cells as text, problems by row and column. */
export const SheetProblemCode = z.enum([
  'number_too_long',
  'not_text',
  'error_value',
  'no_cached_result',
  'bad_integer',
  'bad_flag',
  'duplicate_id',
]);
export type SheetProblemCode = z.infer<typeof SheetProblemCode>;
export const SheetNoticeCode = z.enum([
  'unknown_column',
  'hidden_row',
  'other_sheets',
  'no_username_column',
  'duplicate_column',
]);
export type SheetNoticeCode = z.infer<typeof SheetNoticeCode>;
export const SheetRejectionCode = z.enum([
  'too_large',
  'unsafe_xml',
  'damaged',
  'password_protected',
  'old_format',
  'not_a_workbook',
  'empty_file',
]);
export type SheetRejectionCode = z.infer<typeof SheetRejectionCode>;

export const SheetRow = z.object({
  row: z.int().positive(),
  values: z.record(z.string(), z.string()),
  problems: z.array(z.object({ column: z.string(), code: SheetProblemCode, message: z.string() })),
});
export type SheetRow = z.infer<typeof SheetRow>;
export const SheetNotice = z.object({
  code: SheetNoticeCode,
  message: z.string(),
  row: z.int().optional(),
  column: z.string().optional(),
});
export type SheetNotice = z.infer<typeof SheetNotice>;
export const SheetReading = z.object({
  columns: z.array(z.string()),
  rows: z.array(SheetRow),
  notices: z.array(SheetNotice),
});
export type SheetReading = z.infer<typeof SheetReading>;
export const SheetRejection = z.object({ error: z.object({ code: SheetRejectionCode, message: z.string() }) });
export type SheetRejection = z.infer<typeof SheetRejection>;

/** How a plan treats what is not plain; the same switches in the page, over HTTP and on the command line. */
export const ImportOptions = z.strictObject({
  /** Leave rejected rows out instead of refusing the whole file. */
  skipRejected: z.boolean().default(false),
  /** A row without id whose username exists updates that account. */
  updateKnown: z.boolean().default(false),
  /** `create`: unknown ids become new accounts (a backup read into an empty console). */
  unknownIds: z.enum(['reject', 'create']).default('reject'),
  /** A blank cell clears the stored value; secrets excepted (rule 7). */
  blankClears: z.boolean().default(false),
});
export type ImportOptions = z.infer<typeof ImportOptions>;

export const RowProblemCode = z.enum([
  ...SheetProblemCode.options,
  'username_missing',
  'username_taken',
  'username_twice',
  'unknown_id',
  'bad_username',
  'bad_email',
  'password_missing',
  'bad_totp_secret',
  'control_character',
  'unknown_label',
  'device_disagrees',
  'bad_device',
  'bad_package',
  'bad_tag',
  'too_long',
]);
export type RowProblemCode = z.infer<typeof RowProblemCode>;

export const PlanRowKind = z.enum(['new', 'changed', 'unchanged', 'rejected']);
export type PlanRowKind = z.infer<typeof PlanRowKind>;

/** One row of a plan. In `changes` secrets are words (`set`, `changed`, `kept`), never values. */
export const PlanRow = z.object({
  row: z.int().positive(),
  kind: PlanRowKind,
  accountId: z.int().nullable(),
  username: z.string().nullable(),
  changes: z.array(z.object({ column: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
  problems: z.array(z.object({ column: z.string(), code: RowProblemCode, message: z.string(), remedy: z.string() })),
  totp: z.enum(['found', 'check', 'hint', 'none']),
});
export type PlanRow = z.infer<typeof PlanRow>;

export const PlanNotice = z.object({
  code: z.string(),
  message: z.string(),
  row: z.int().optional(),
  column: z.string().optional(),
});
export const PlanCounts = z.object({
  new: z.int().nonnegative(),
  changed: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  rejected: z.int().nonnegative(),
});
export const ImportPlan = z.object({
  id: z.uuid(),
  workspaceId: z.int().positive(),
  file: z.object({ name: z.string(), sha256: z.string(), bytes: z.int() }),
  options: ImportOptions,
  columns: z.array(z.string()),
  counts: PlanCounts,
  /** The first rows; the rest by `GET /imports/{id}/rows`. */
  rows: z.array(PlanRow),
  notices: z.array(PlanNotice),
  state: z.enum(['planned', 'applied', 'undone']),
  appliedAt: z.iso.datetime().nullable(),
});
export type ImportPlan = z.infer<typeof ImportPlan>;
export const PlanRows = z.object({ rows: z.array(PlanRow), total: z.int(), offset: z.int() });

/** What an undo took back; accounts that somebody touched since stay as they are. */
export const UndoReport = z.object({
  undone: z.int().nonnegative(),
  refused: z.array(
    z.object({ accountId: z.int(), username: z.string(), reason: z.enum(['touched', 'username_taken']) }),
  ),
});
export type UndoReport = z.infer<typeof UndoReport>;

/** What `muster accounts import --json` prints. */
export const ImportReport = z.object({
  counts: PlanCounts,
  rows: z.array(PlanRow),
  notices: z.array(PlanNotice),
  applied: z.boolean(),
});
export type ImportReport = z.infer<typeof ImportReport>;

export const ExportRequest = z.strictObject({
  workspaceId: Id,
  selection: AccountSelection.optional(),
  /** With secrets it needs the person's password again, and leaves a record. */
  secrets: z.boolean().default(true),
  personPassword: z.string().max(1000).optional(),
  /** Protects the workbook itself with a password. */
  workbookPassword: z.string().min(1).max(255).optional(),
});
export type ExportRequest = z.infer<typeof ExportRequest>;
