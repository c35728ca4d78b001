import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Lab } from './lab.ts';

const CHUNK = 5000;

/** Puts accounts into a workspace with bare SQL: for rows that measure reading. */
export async function fillAccounts(lab: Lab, workspaceId: number, count: number): Promise<void> {
  const { db } = lab.database;
  for (let from = 0; from < count; from += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, count - from) }, (_, i) => from + i);
    await sql`
      insert into account (uuid, workspace_id, username, username_key, email, enabled, tags, login_status)
      select uuid, ${workspaceId}, name, name, name || '@mail.example', number % 7 <> 0,
        array['team' || number % 12], case when number % 3 = 0 then 'signed_in' else 'unknown' end
      from unnest(${numbers.map(() => randomUUID())}::uuid[], ${numbers.map(nameOf)}::text[], ${numbers}::int[])
        as filled (uuid, name, number)
    `.execute(db);
  }
  await sql`analyze account`.execute(db);
}

const WORDS = ['amber', 'basil', 'cedar', 'delta', 'ember', 'fjord', 'grove', 'haven', 'indigo', 'juniper'];

export function nameOf(number: number): string {
  const word = WORDS[(number * 7) % WORDS.length] ?? '';
  const other = WORDS[Math.floor(number / 10) % WORDS.length] ?? '';
  return `${word}.${other}${number}`;
}
