import type { FileEntry } from '../phone/files.ts';

/** Ids of the sync service, as little-endian words of four letters (AOSP packages/modules/adb/SYNC.TXT and file_sync_protocol.h). */
export type SyncId =
  | 'STAT'
  | 'STA2'
  | 'LST2'
  | 'LIST'
  | 'LIS2'
  | 'SEND'
  | 'SND2'
  | 'RECV'
  | 'RCV2'
  | 'QUIT'
  | 'DENT'
  | 'DNT2'
  | 'DATA'
  | 'DONE'
  | 'OKAY'
  | 'FAIL';

/** The most that one DATA carries. */
export const SYNC_DATA_MAX = 64 * 1024;

const STAT_V1_LENGTH = 12;
const STAT_V2_LENGTH = 68;

/** An id and one word: the head of every request and of DATA, DONE, OKAY and FAIL. */
export function syncHead(id: SyncId, word: number): Buffer {
  const head = Buffer.allocUnsafe(8);
  head.write(id, 0, 'latin1');
  head.writeUInt32LE(word, 4);
  return head;
}

export function syncFail(message: string): Buffer {
  const text = Buffer.from(message);
  return Buffer.concat([syncHead('FAIL', text.length), text]);
}

/** STAT: mode, size and time in 32 bits each; all zero when there is no such file. */
export function statV1(id: SyncId, entry: FileEntry | null): Buffer {
  const answer = Buffer.alloc(4 + STAT_V1_LENGTH);
  answer.write(id, 0, 'latin1');
  if (entry === null) return answer;
  answer.writeUInt32LE(entry.mode, 4);
  answer.writeUInt32LE(entry.content.length, 8);
  answer.writeUInt32LE(entry.modified >>> 0, 12);
  return answer;
}

/** STA2 and LST2: errno, device, inode, mode, links, user, group, size and three times. */
export function statV2(id: SyncId, entry: FileEntry | null, errno: number): Buffer {
  const answer = Buffer.alloc(4 + STAT_V2_LENGTH);
  answer.write(id, 0, 'latin1');
  answer.writeUInt32LE(errno, 4);
  if (entry === null) return answer;
  answer.writeBigUInt64LE(1n, 8);
  answer.writeBigUInt64LE(1n, 16);
  answer.writeUInt32LE(entry.mode, 24);
  answer.writeUInt32LE(1, 28);
  answer.writeUInt32LE(2000, 32);
  answer.writeUInt32LE(2000, 36);
  answer.writeBigUInt64LE(BigInt(entry.content.length), 40);
  for (const at of [48, 56, 64]) answer.writeBigInt64LE(BigInt(entry.modified), at);
  return answer;
}

/** One entry of a listing: the stat, then the name's length and the name. */
export function listed(version: 1 | 2, name: string, entry: FileEntry): Buffer {
  const text = Buffer.from(name);
  const length = Buffer.allocUnsafe(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([version === 1 ? statV1('DENT', entry) : statV2('DNT2', entry, 0), length, text]);
}

/** The end of a listing is as long as an entry without a name. */
export function listEnd(version: 1 | 2): Buffer {
  const end = Buffer.alloc(4 + (version === 1 ? STAT_V1_LENGTH : STAT_V2_LENGTH) + 4);
  end.write('DONE', 0, 'latin1');
  return end;
}
