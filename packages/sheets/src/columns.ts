/** The columns of an accounts sheet, in the order in which an export writes them. */
export const COLUMN_NAMES = [
  'id',
  'email',
  'pwd',
  'username',
  'device',
  'device_index',
  'logined',
  'status',
  'nickname',
  'country',
  'followers',
  'following',
  'hearts',
  'videos',
  'friends',
  'package',
  'tags',
  'notes',
  'totp_secret',
] as const;

export type ColumnName = (typeof COLUMN_NAMES)[number];
