import { writeAccountsSheet, type AccountCells } from '@muster/sheets';
import { nameOf } from './accounts.ts';

/** 15 columns filled in every row, as an export of a TikTok workspace has them (without an id: they are new). */
export const FILLED_COLUMNS = 15;

export function cellsOf(number: number): AccountCells {
  const name = nameOf(number);
  return {
    email: `${name}@mail.example`,
    pwd: `pw-${name}-${number * 31}`,
    username: name,
    logined: number % 3 === 0 ? '1' : '0',
    status: number % 7 === 0 ? '1' : '0',
    nickname: `Nick ${number}`,
    country: 'US',
    followers: String(number * 3),
    following: String(number % 500),
    hearts: String(number * 17),
    videos: String(number % 90),
    friends: String(number % 40),
    tags: `team${number % 12}`,
    notes: `note of ${name}`,
    package: 'com.zhiliaoapp.musically',
  };
}

export async function writeBenchSheet(path: string, rows: number): Promise<void> {
  await writeAccountsSheet(path, cells(rows), { figures: true, labels: [] });
}

export async function* cells(rows: number): AsyncIterable<AccountCells> {
  for (let number = 0; number < rows; number++) yield cellsOf(number);
}
