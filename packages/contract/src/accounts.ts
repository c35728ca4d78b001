import { z } from 'zod';
import { Id, IdInUrl } from './id.ts';
import { Health, LoginStatus, Network } from './words.ts';

export const Workspace = z.object({
  id: z.int().positive(),
  name: z.string(),
  network: Network,
  accounts: z.int().nonnegative(),
});
export type Workspace = z.infer<typeof Workspace>;
export const WorkspaceDraft = z.strictObject({ name: z.string().min(1).max(80), network: Network });
export const WorkspaceList = z.object({ workspaces: z.array(Workspace) });

/** Figures of an account as last read; null = unknown, never zero. `rounded` names the figures the app had rounded. */
export const Figures = z.object({
  nickname: z.string().nullable(),
  country: z.string().nullable(),
  followers: z.int().nullable(),
  following: z.int().nullable(),
  hearts: z.int().nullable(),
  videos: z.int().nullable(),
  friends: z.int().nullable(),
  rounded: z.array(z.string()),
  source: z.enum(['sheet', 'public_page', 'phone', 'official', 'person']).nullable(),
  readAt: z.iso.datetime().nullable(),
});
export type Figures = z.infer<typeof Figures>;

export const DeviceBadge = z.object({ id: z.int(), label: z.string(), state: z.string() });

export const Account = z.object({
  id: z.int().positive(),
  workspaceId: z.int().positive(),
  network: Network,
  username: z.string(),
  email: z.string().nullable(),
  hasPassword: z.boolean(),
  hasTotp: z.boolean(),
  /** How the password field was read: `check` asks a person to look. */
  credential: z.enum(['certain', 'check']).nullable(),
  enabled: z.boolean(),
  device: DeviceBadge.nullable(),
  package: z.string().nullable(),
  tags: z.array(z.string()),
  notes: z.string().nullable(),
  loginStatus: LoginStatus,
  loginSeenAt: z.iso.datetime().nullable(),
  health: Health,
  healthReason: z.string(),
  figures: Figures.nullable(),
  version: z.int().positive(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  deletedAt: z.iso.datetime().nullable(),
});
export type Account = z.infer<typeof Account>;

const username = z.string().max(200);
const email = z.string().max(320).nullable();
const notes = z.string().max(10_000).nullable();
const tags = z.array(z.string().min(1).max(60)).max(50);
const appPackage = z
  .string()
  .max(200)
  .regex(/^[A-Za-z][\w]*(\.[A-Za-z][\w]*)+$/, 'must look like com.example.app')
  .nullable();

/** What creates an account. `password` may be `password:secret` where the network has 2FA codes (rule 6). */
export const AccountDraft = z.strictObject({
  workspaceId: Id,
  username,
  email: email.optional(),
  password: z.string().max(1000).optional(),
  /** A secret, an otpauth link, or `none`: "all of it is password". Blank is absent. */
  totpSecret: z.string().max(1000).optional(),
  enabled: z.boolean().optional(),
  deviceId: Id.nullable().optional(),
  package: appPackage.optional(),
  tags: tags.optional(),
  notes: notes.optional(),
});
export type AccountDraft = z.infer<typeof AccountDraft>;

/** What edits an account; absent fields stay. A blank `password` or `totpSecret` keeps what is stored (rule 7). */
export const AccountPatch = AccountDraft.omit({ workspaceId: true })
  .partial()
  .extend({
    clearPassword: z.literal(true).optional(),
    clearTotp: z.literal(true).optional(),
    /** An observation by a person: informs, and never lets a login be skipped (rule 11). */
    loggedIn: z.boolean().optional(),
  });
export type AccountPatch = z.infer<typeof AccountPatch>;

export const AccountSort = z.enum(['id', 'username', 'email', 'device', 'login', 'status', 'updated', 'followers']);
export type AccountSort = z.infer<typeof AccountSort>;

const flag = z.enum(['true', 'false']).transform((v) => v === 'true');

/** Filters of the list; they serve the page, bulk acts and exports alike. Query strings hold them as text. */
export const AccountFilter = z.object({
  search: z.string().max(200).optional(),
  /** The one account that is called so, compared as usernames are (rule 1). */
  username: z.string().max(200).optional(),
  enabled: flag.optional(),
  login: LoginStatus.optional(),
  deviceId: IdInUrl.optional(),
  assigned: flag.optional(),
  tag: z.string().max(60).optional(),
  deleted: flag.optional(),
});
export type AccountFilter = z.infer<typeof AccountFilter>;

export const AccountQuery = AccountFilter.extend({
  workspaceId: IdInUrl,
  sort: AccountSort.default('id'),
  order: z.enum(['asc', 'desc']).default('asc'),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  /** A window of the grid. Outsiders page with `cursor`, which stays right while rows are added. */
  offset: z.coerce.number().int().min(0).optional(),
  cursor: z.string().max(500).optional(),
});
export type AccountQuery = z.infer<typeof AccountQuery>;

export const AccountPage = z.object({
  accounts: z.array(Account),
  total: z.int().nonnegative(),
  offset: z.int().nonnegative(),
  nextCursor: z.string().nullable(),
});
export type AccountPage = z.infer<typeof AccountPage>;

/** A selection: named accounts, or everything a filter matches. */
export const AccountSelection = z.union([
  z.strictObject({ ids: z.array(Id).min(1).max(100_000) }),
  z.strictObject({
    filter: AccountFilter.omit({ deleted: true }).extend({
      enabled: z.boolean().optional(),
      assigned: z.boolean().optional(),
      deviceId: Id.optional(),
    }),
    /** Those of them that are left out. */
    except: z.array(Id).max(100_000).optional(),
  }),
]);
export type AccountSelection = z.infer<typeof AccountSelection>;

/** Acts on many rows that run nothing on a phone; they reach disabled accounts too (rule 2). */
export const BulkAct = z.strictObject({
  workspaceId: Id,
  selection: AccountSelection,
  act: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('enable') }),
    z.strictObject({ kind: z.literal('disable') }),
    z.strictObject({ kind: z.literal('delete') }),
    z.strictObject({ kind: z.literal('restore') }),
    z.strictObject({ kind: z.literal('tag'), tag: z.string().min(1).max(60) }),
    z.strictObject({ kind: z.literal('untag'), tag: z.string().min(1).max(60) }),
    z.strictObject({ kind: z.literal('assign'), deviceId: Id.nullable() }),
  ]),
});
export type BulkAct = z.infer<typeof BulkAct>;
export const BulkResult = z.object({ changed: z.int().nonnegative(), ids: z.array(z.int().positive()) });
export type BulkResult = z.infer<typeof BulkResult>;

/** Asks for the password of the person who is signed in, as a reveal writes it to the audit first. */
export const RevealRequest = z.strictObject({ personPassword: z.string().max(1000) });
export const Revealed = z.object({ password: z.string().nullable(), totpSecret: z.string().nullable() });
export type Revealed = z.infer<typeof Revealed>;

/** One current 2FA code. It is valid for `secondsLeft` more seconds. */
export const CodeNow = z.object({ code: z.string(), secondsLeft: z.int() });

/** How the text in a password field would be read; the text itself is not stored and not echoed. */
export const CredentialQuery = z.strictObject({
  network: Network,
  password: z.string().max(1000),
  totpSecret: z.string().max(1000).optional(),
});
export type CredentialQuery = z.infer<typeof CredentialQuery>;
export const CredentialReading = z.object({
  passwordLength: z.int().nonnegative(),
  hasSecret: z.boolean(),
  confidence: z.enum(['certain', 'check']).nullable(),
  hint: z.enum(['too_short', 'bad_length', 'not_base32', 'wrong_separator', 'not_in_this_network']).nullable(),
  warning: z.enum(['password_ends_in_space']).nullable(),
  error: z.enum(['password_missing', 'bad_totp_secret']).nullable(),
});
export type CredentialReading = z.infer<typeof CredentialReading>;

export const Observation = z.object({
  at: z.iso.datetime(),
  status: LoginStatus,
  source: z.enum(['login', 'match', 'sync', 'switch', 'person', 'sheet']),
  by: z.string().nullable(),
  device: z.string().nullable(),
  task: z.int().nullable(),
  evidence: z.string().nullable(),
});
export type Observation = z.infer<typeof Observation>;

/** One entry of an account's history: an edit, an observation or an attempt, without any secret. */
export const HistoryEntry = z.object({
  at: z.iso.datetime(),
  kind: z.string(),
  by: z.string().nullable(),
  text: z.string(),
});
export const AccountHistory = z.object({ observations: z.array(Observation), entries: z.array(HistoryEntry) });
export type AccountHistory = z.infer<typeof AccountHistory>;
