import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { COLUMN_NAMES } from '@muster/sheets';
import { ImportPlan } from '@muster/contract';
import { openAsBlob } from 'node:fs';
import { memoryMb, peakMemoryMb, startLab, timed, type Lab } from '../lab.ts';
import type { Row } from '../row.ts';
import { cellsOf, writeBenchSheet } from '../sheet.ts';

const ROWS = 100_000;

/** Export of 100,000 accounts over HTTP, secrets opened, beside a bare streaming writer with the same cells. */
export const exportRow: Row = {
  name: 'export',
  run: async () => {
    await using lab = await startLab();
    const workspace = await lab.workspace('tiktok');
    await fill(lab, workspace.id);
    const idleMb = await memoryMb(lab.pid);
    const ours = await timed(() => download(lab, workspace.id));
    const bare = await timed(() => writeBare(join(lab.folder, 'bare.xlsx')));
    return [
      {
        what: 'export of 100,000',
        value: ours.ms / 1000,
        unit: 's',
        floor: bare.ms / 1000,
        floorIs: 'bare exceljs writer',
      },
      { what: 'export over its floor', value: ours.ms / bare.ms, unit: '×', bar: 1.5 },
      { what: 'memory of the server before', value: idleMb, unit: 'MB' },
      { what: 'memory of the server at most, its filling included', value: await peakMemoryMb(lab.pid), unit: 'MB' },
      { what: 'memory of the server after', value: await memoryMb(lab.pid), unit: 'MB' },
    ];
  },
};

async function fill(lab: Lab, workspaceId: number): Promise<void> {
  const path = join(lab.folder, 'accounts.xlsx');
  await writeBenchSheet(path, ROWS);
  const form = new FormData();
  form.append('file', await openAsBlob(path), 'accounts.xlsx');
  const headers = { authorization: `Bearer ${lab.token}` };
  const answer = await fetch(`${lab.url}/api/v1/imports?workspaceId=${workspaceId}`, {
    method: 'POST',
    headers,
    body: form,
  });
  const plan = ImportPlan.parse(await answer.json());
  await lab.muster.POST('/api/v1/imports/{id}/apply', { params: { path: { id: plan.id } } });
}

async function download(lab: Lab, workspaceId: number): Promise<number> {
  const answer = await fetch(`${lab.url}/api/v1/exports`, {
    method: 'POST',
    headers: { authorization: `Bearer ${lab.token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ workspaceId }),
  });
  if (!answer.ok || answer.body === null) throw new Error(await answer.text());
  let bytes = 0;
  for await (const chunk of answer.body) bytes += chunk.length;
  return bytes;
}

async function writeBare(path: string): Promise<void> {
  const writer = new ExcelJS.stream.xlsx.WorkbookWriter({ stream: createWriteStream(path), useSharedStrings: true });
  const sheet = writer.addWorksheet('accounts');
  sheet.addRow([...COLUMN_NAMES]).commit();
  for (let number = 0; number < ROWS; number++) {
    const cells = cellsOf(number);
    sheet.addRow(COLUMN_NAMES.map((name) => cells[name] ?? '')).commit();
  }
  sheet.commit();
  await writer.commit();
}
