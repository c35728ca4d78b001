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

/**
 * How a column's cells are read: `strict` text is taken to the letter or not at all, `integer` and `flag` become
 * decimal digits, `free` text is what a person sees in the cell.
 */
export type ColumnKind = 'strict' | 'integer' | 'flag' | 'free';

export interface Column {
  readonly name: ColumnName;
  readonly kind: ColumnKind;
  /** A figure of a profile: only sheets of networks that have figures hold it. */
  readonly figure: boolean;
  /** Holds a secret: left blank in an export without secrets, never trimmed, never quoted in a message. */
  readonly secret: boolean;
  /** Width in an export, in characters. */
  readonly width: number;
  /** What else people call it; matched as `normaliseHeader` leaves it. */
  readonly aliases: readonly string[];
}

type Traits = Partial<Pick<Column, 'figure' | 'secret'>>;

function column(name: ColumnName, kind: ColumnKind, width: number, aliases: string, traits: Traits = {}): Column {
  return { name, kind, width, aliases: aliases.split(', '), figure: false, secret: false, ...traits };
}

const FIGURE: Traits = { figure: true };
const SECRET: Traits = { secret: true };

/** Every column with its aliases in English, Chinese and Russian. */
export const COLUMNS: readonly Column[] = [
  column('id', 'integer', 8, 'account id, 编号, 账号ID, 帐号ID, 账户ID, ид, айди, идентификатор, ID аккаунта'),
  column('email', 'strict', 28, 'mail, email address, 邮箱, 电子邮箱, 电子邮件, 邮件, почта, электронная почта, имейл'),
  column('pwd', 'strict', 30, 'password, pass, passwd, 密码, 口令, пароль', SECRET),
  column(
    'username',
    'strict',
    22,
    'user, handle, account, 用户名, 用户, 账号, 帐号, 账户, имя пользователя, логин, аккаунт',
  ),
  column(
    'device',
    'strict',
    20,
    'device serial, serial, serial number, 设备, 设备序列号, 序列号, устройство, серийный номер',
  ),
  column(
    'device_index',
    'free',
    13,
    'device label, device number, label, 设备编号, 设备序号, 设备标签, номер устройства, метка устройства, индекс устройства',
  ),
  column(
    'logined',
    'flag',
    9,
    'logged in, login status, login state, signed in, 已登录, 登录, 登录状态, 登陆状态, статус входа, вход, вход выполнен',
  ),
  column('status', 'flag', 8, 'account status, 状态, 账号状态, 启用状态, статус, статус аккаунта, состояние'),
  column('nickname', 'free', 20, 'display name, nick, 昵称, 名称, 显示名称, никнейм, ник, отображаемое имя', FIGURE),
  column('country', 'free', 10, 'region, 国家, 地区, 国家地区, страна, регион', FIGURE),
  column(
    'followers',
    'integer',
    12,
    'follower, follower count, fans, 粉丝, 粉丝数, 关注者, подписчики, фолловеры',
    FIGURE,
  ),
  column('following', 'integer', 12, 'following count, 关注, 关注数, 正在关注, подписки', FIGURE),
  column('hearts', 'integer', 12, 'likes, heart count, total likes, 获赞, 获赞数, 点赞, 点赞数, лайки, сердца', FIGURE),
  column('videos', 'integer', 9, 'video count, 视频, 视频数, 作品, 作品数, видео, количество видео', FIGURE),
  column('friends', 'integer', 9, 'friend count, 好友, 好友数, 朋友, друзья', FIGURE),
  column(
    'package',
    'strict',
    28,
    'app package, package name, app, 包名, 应用, 应用包名, пакет, имя пакета, приложение',
  ),
  column('tags', 'free', 20, 'tag, 标签, тег, теги, метки'),
  column(
    'notes',
    'free',
    40,
    'note, remark, remarks, comment, comments, 备注, 注释, 说明, заметки, примечание, комментарий',
  ),
  column(
    'totp_secret',
    'strict',
    36,
    '2fa, 2fa secret, 2fa key, totp, two factor, 两步验证, 二步验证, 双重验证, 2FA密钥, 两步验证密钥, секрет 2FA, ключ 2FA, двухфакторный ключ',
    SECRET,
  ),
];

/**
 * What is left of a header for comparing: NFKC, lower case, without white space, BOM and other invisible characters,
 * `_`, `-` and punctuation.
 */
export function normaliseHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\p{Z}\p{C}]/gu, '');
}

const BY_HEADER: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap((column) =>
    [column.name, ...column.aliases].map((header): [string, Column] => [normaliseHeader(header), column]),
  ),
);

/** A header that means something is far shorter; longer ones are not worth comparing. */
const LONGEST_HEADER = 200;

/** The column that a header as written names, or undefined. */
export function columnOf(header: string): Column | undefined {
  if (header.length > LONGEST_HEADER) return undefined;
  return BY_HEADER.get(normaliseHeader(header));
}

/** The columns of a sheet for a network with or without figures, in the order of an export. */
export function columnsFor({ figures }: { readonly figures: boolean }): readonly Column[] {
  return figures ? COLUMNS : COLUMNS.filter((column) => !column.figure);
}
