import { createCipheriv, randomBytes, randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { readXlsx } from 'hucre';
import { from as copyFrom } from 'pg-copy-streams';
import { ImportPlan } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { memoryMb, peakMemoryMb, percentile, startLab, timed, type Lab } from '../lab.ts';
import type { Row } from '../row.ts';
import { cellsOf, FILLED_COLUMNS, writeBenchSheet } from '../sheet.ts';

const ROWS = 100_000;
const ASK_EVERY_MS = 50;

/** Import of 100,000 × 15: plan and apply with secrets sealed, beside a bare read, a bare COPY and bare encryption. */
export const importRow: Row = {
  name: 'import',
  run: async () => {
    await using lab = await startLab();
    const workspace = await lab.workspace('tiktok');
    const path = join(lab.folder, 'accounts.xlsx');
    await writeBenchSheet(path, ROWS);
    const floorMs = await floor(lab, path);
    const idleMb = await memoryMb(lab.pid);

    const stopAsking = new AbortController();
    const asking = askMeanwhile(lab, workspace.id, stopAsking.signal);
    const plan = await timed(() => upload(lab, path, workspace.id));
    const apply = await timed(() =>
      lab.muster.POST('/api/v1/imports/{id}/apply', { params: { path: { id: plan.value.id } } }),
    );
    stopAsking.abort();
    const answers = await asking;
    if (plan.value.counts.new !== ROWS) throw new Error(`The plan has ${plan.value.counts.new} new rows.`);
    const floorIs = 'bare read + COPY + encryption';
    return [
      {
        what: `import of 100,000 × ${FILLED_COLUMNS}, plan and apply`,
        value: (plan.ms + apply.ms) / 1000,
        unit: 's',
        floor: floorMs / 1000,
        floorIs,
      },
      { what: 'import over its floor', value: (plan.ms + apply.ms) / floorMs, unit: '×', bar: 1.5 },
      { what: 'plan alone', value: plan.ms / 1000, unit: 's' },
      { what: 'apply alone', value: apply.ms / 1000, unit: 's' },
      {
        what: `memory of the server at most (${idleMb.toFixed(0)} MB idle)`,
        value: await peakMemoryMb(lab.pid),
        unit: 'MB',
        bar: 700,
      },
      { what: 'the list meanwhile, p99', value: percentile(answers, 0.99), unit: 'ms', bar: 100 },
    ];
  },
};

async function upload(lab: Lab, path: string, workspaceId: number): Promise<ImportPlan> {
  const form = new FormData();
  form.append('file', await openAsBlob(path), 'accounts.xlsx');
  const answer = await fetch(`${lab.url}/api/v1/imports?workspaceId=${workspaceId}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${lab.token}` },
    body: form,
  });
  if (!answer.ok) throw new Error(await answer.text());
  return ImportPlan.parse(await answer.json());
}

async function askMeanwhile(lab: Lab, workspaceId: number, signal: AbortSignal): Promise<number[]> {
  const times: number[] = [];
  while (!signal.aborted) {
    const { ms } = await timed(async () =>
      bodyOf(await lab.muster.GET('/api/v1/accounts', { params: { query: { workspaceId, limit: 50 } } })),
    );
    times.push(ms);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
  return times;
}

/** The three things that cannot be left out, with nothing around them. */
async function floor(lab: Lab, path: string): Promise<number> {
  const read = await timed(async () => readXlsx(await readFile(path)));
  if ((read.value.sheets[0]?.rows.length ?? 0) < ROWS) throw new Error('The bare reader did not read every row.');
  const client = await lab.database.pool.connect();
  try {
    await client.query('create temp table bare (uuid uuid, number int, cells text[])');
    const lines = Array.from({ length: ROWS }, (_, number) => {
      const values = Object.values(cellsOf(number)).join(',');
      return `${randomUUID()}\t${number}\t{${values}}\n`;
    });
    const copy = await timed(() => pipeline(Readable.from(lines), client.query(copyFrom('copy bare from stdin'))));
    const key = randomBytes(32);
    const seal = await timed(async () => {
      for (let number = 0; number < ROWS; number++) {
        const cipher = createCipheriv('aes-256-gcm', key, randomBytes(12));
        cipher.setAAD(Buffer.from('bench'));
        Buffer.concat([cipher.update(cellsOf(number).pwd ?? '', 'utf8'), cipher.final(), cipher.getAuthTag()]);
      }
    });
    return read.ms + copy.ms + seal.ms;
  } finally {
    client.release();
  }
}
