import { z } from 'zod';

/** The apps Muster knows, as they are written in URLs and on the command line. */
export const Network = z.enum(['tiktok', 'instagram']);
export type Network = z.infer<typeof Network>;

/** What sets the networks apart, for code that names none of them. */
export interface NetworkTraits {
  /** As people write it; the first workspace of a network has this name. */
  readonly title: string;
  /** Profiles show figures worth keeping: followers, hearts, videos and so on. */
  readonly hasFigures: boolean;
  /** A login may ask for a code of an authenticator, so a password field may hold its secret (rule 6). */
  readonly hasCodes: boolean;
}

export const networkTraits: Readonly<Record<Network, NetworkTraits>> = {
  tiktok: { title: 'TikTok', hasFigures: true, hasCodes: false },
  instagram: { title: 'Instagram', hasFigures: false, hasCodes: true },
};

/** Everything a screen of an app can be, for both networks. The list is closed. */
export const ScreenKind = z.enum([
  'welcome',
  'login',
  'two_factor',
  'code_elsewhere',
  'wrong_credentials',
  'challenge',
  'suspended',
  'session_ended',
  'prompt',
  'popup',
  'loading',
  'home',
  'own_profile',
  'other_profile',
  'account_switcher',
  'in_app',
  'not_in_app',
  'unreadable',
  'unknown',
]);
export type ScreenKind = z.infer<typeof ScreenKind>;

/** A counter read off a profile: exact, or rounded by the app. A counter that is absent is unknown, never zero. */
export const Count = z.union([z.int().nonnegative(), z.object({ about: z.number().nonnegative() })]);
export type Count = z.infer<typeof Count>;
export const CountLabel = z.enum(['posts', 'followers', 'following', 'friends', 'likes']);
export type CountLabel = z.infer<typeof CountLabel>;

/** What `muster screen FILE --json` prints. */
export const ScreenReport = z.object({
  kind: ScreenKind,
  username: z.string().optional(),
  counts: z.partialRecord(CountLabel, Count).optional(),
  reason: z.string().optional(),
});
export type ScreenReport = z.infer<typeof ScreenReport>;

export const Script = z.enum(['login', 'match', 'sync', 'switch']);
export type Script = z.infer<typeof Script>;

/** How a task ended. The list is closed; `reason` says more where one of several is meant. */
export const Outcome = z.enum([
  'done',
  'already_signed_in',
  'no_change',
  'skipped',
  'failed',
  'needs_person',
  'unknown',
  'stopped',
]);
export type Outcome = z.infer<typeof Outcome>;

export const SkipReason = z.enum(['disabled', 'no_device', 'no_password', 'no_2fa_secret', 'deleted']);
export type SkipReason = z.infer<typeof SkipReason>;
export const FailReason = z.enum([
  'wrong_credentials',
  'code_rejected',
  'rate_limited',
  'account_limit',
  'device_unauthorized',
  'device_conflict',
  'app_missing',
  'app_unsupported',
  'ui_unavailable',
  'unknown_screen',
  'timed_out',
  'clock_skew',
  'profile_not_found',
  'profile_private',
  'no_reading',
  'internal',
]);
export type FailReason = z.infer<typeof FailReason>;
export const PersonReason = z.enum(['challenge', 'code_elsewhere', 'suspended', 'locked_screen']);
export type PersonReason = z.infer<typeof PersonReason>;
/** Why an outcome is what it is; a closed list for each outcome that has several causes. */
export const OutcomeReason = z.enum([...SkipReason.options, ...FailReason.options, ...PersonReason.options]);
export type OutcomeReason = z.infer<typeof OutcomeReason>;

/** Why a task has not started yet. */
export const WaitReason = z.enum(['queued_behind', 'device_offline', 'held', 'host_down', 'paused', 'limit']);
export type WaitReason = z.infer<typeof WaitReason>;

export const TaskState = z.enum(['queued', 'running', 'held', 'ended']);
export type TaskState = z.infer<typeof TaskState>;

/** Whether a phone can be worked on. Each state but `online` has a remedy the page shows. */
export const DeviceState = z.enum([
  'online',
  'unresponsive',
  'offline',
  'unauthorized',
  'no_permission',
  'connecting',
  'conflict',
  'not_seen_yet',
]);
export type DeviceState = z.infer<typeof DeviceState>;

/** The state of an account in one word, most urgent first. */
export const Health = z.enum([
  'needs_person',
  'signed_out',
  'secret_missing',
  'phone_offline',
  'not_seen',
  'figures_stale',
  'disabled',
  'well',
]);
export type Health = z.infer<typeof Health>;

/** Last observed state of a session. `unknown` = nobody looked yet; it exports as 0. */
export const LoginStatus = z.enum(['signed_in', 'signed_out', 'challenged', 'suspended', 'unknown']);
export type LoginStatus = z.infer<typeof LoginStatus>;
