import type { ImportOptions, ImportPlan, PlanRowKind, UndoReport } from '@muster/contract';
import { bodyOf, MusterRefusal } from '@muster/client';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { muster } from '../../console/client.ts';

const ROWS_A_PAGE = 200;

/** Sends the file and gives what applying it would do. @throws MusterRefusal, see `asksPassword` */
export async function planImport(upload: {
  workspaceId: number;
  file: File;
  password: string;
  options: ImportOptions;
}): Promise<ImportPlan> {
  const form = new FormData();
  form.set('options', JSON.stringify(upload.options));
  if (upload.password !== '') form.set('password', upload.password);
  form.set('file', upload.file);
  const params = { query: { workspaceId: upload.workspaceId } };
  // OpenAPI does not describe the parts of this form
  return bodyOf(await muster.POST('/api/v1/imports', { params, body: form as never }));
}

/** The file is protected: it is to be sent again with its password. */
export function asksPassword(error: unknown): boolean {
  return error instanceof MusterRefusal && error.problem.field === 'password';
}

export async function replanImport(id: string, options: ImportOptions): Promise<ImportPlan> {
  return bodyOf(await muster.POST('/api/v1/imports/{id}/replan', { params: { path: { id } }, body: options }));
}

export async function applyImport(id: string): Promise<ImportPlan> {
  return bodyOf(await muster.POST('/api/v1/imports/{id}/apply', { params: { path: { id } } }));
}

export async function undoImport(id: string): Promise<UndoReport> {
  return bodyOf(await muster.POST('/api/v1/imports/{id}/undo', { params: { path: { id } } }));
}

/** Rows of a plan, all of them or of one kind, a page at a time. */
export function planRowsQuery(plan: ImportPlan, kind: PlanRowKind | null) {
  return infiniteQueryOptions({
    queryKey: ['import', plan.id, plan.options, kind],
    queryFn: async ({ pageParam, signal }): Promise<PlanRowsPage> => {
      const query = { offset: pageParam, limit: ROWS_A_PAGE, ...(kind === null ? {} : { kind }) };
      const params = { path: { id: plan.id }, query };
      return bodyOf(await muster.GET('/api/v1/imports/{id}/rows', { params, signal }));
    },
    initialPageParam: 0,
    getNextPageParam: ({ offset, rows, total }) => (offset + rows.length < total ? offset + rows.length : undefined),
  });
}

interface PlanRowsPage {
  readonly rows: ImportPlan['rows'];
  readonly total: number;
  readonly offset: number;
}
