import { cpus, totalmem } from 'node:os';
import type { Figure, Row } from './row.ts';
import { editRow } from './rows/edits.ts';
import { exportRow } from './rows/export.ts';
import { importRow } from './rows/import.ts';
import { loginsRow } from './rows/logins.ts';
import { lookAndActRow } from './rows/look-and-act.ts';
import { pageRow } from './rows/page.ts';
import { readyRow } from './rows/ready.ts';

const rows: readonly Row[] = [readyRow, pageRow, editRow, importRow, exportRow, lookAndActRow, loginsRow];

const chosen = process.argv.slice(2);
const unknown = chosen.filter((name) => !rows.some((row) => row.name === name));
if (unknown.length > 0) {
  process.stderr.write(`There is no row ${unknown.join(', ')}; there are ${rows.map((row) => row.name).join(', ')}.\n`);
  process.exit(2);
}

const results: { row: string; figures: Figure[] }[] = [];
for (const row of rows.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) {
  process.stderr.write(`${row.name} …\n`);
  const figures = await row.run();
  results.push({ row: row.name, figures });
  for (const figure of figures) process.stderr.write(`  ${line(figure)}\n`);
}
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length, memoryMb: totalmem() / 2 ** 20 };
process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), machine, results }, null, 2)}\n`);

function line({ what, value, unit, floor, floorIs, bar }: Figure): string {
  const parts = [`${what.padEnd(58)} ${shown(value).padStart(9)} ${unit}`];
  if (floor !== undefined) parts.push(`${floorIs ?? 'floor'} ${shown(floor)} (${(value / floor).toFixed(2)} ×)`);
  if (bar !== undefined) parts.push(value <= bar ? `bar ${bar}: met` : `bar ${bar}: MISSED`);
  return parts.join('   ');
}

function shown(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toFixed(2);
}
