import { z } from 'zod';
import { AccountSelection } from './accounts.ts';
import { Id } from './id.ts';
import { Outcome, OutcomeReason, Script, TaskState, WaitReason } from './words.ts';

/** What a run is asked to reach; exactly one way of choosing. */
export const RunSelection = z.union([
  AccountSelection,
  z.strictObject({ all: z.literal(true) }),
  z.strictObject({ usernames: z.array(z.string()).min(1).max(100_000) }),
  z.strictObject({ tag: z.string() }),
  z.strictObject({ deviceLabel: z.string() }),
  z.strictObject({ group: z.string() }),
]);
export type RunSelection = z.infer<typeof RunSelection>;

export const RunRequest = z.strictObject({
  script: Script,
  workspaceId: Id,
  selection: RunSelection,
  /** A person asks: the pace between two attempts of one account (rule 14) is not waited for. */
  ignorePace: z.boolean().optional(),
});
export type RunRequest = z.infer<typeof RunRequest>;

export const Step = z.object({
  at: z.iso.datetime(),
  number: z.int(),
  screen: z.string().nullable(),
  act: z.string(),
  text: z.string(),
});
export type Step = z.infer<typeof Step>;

export const Task = z.object({
  id: z.int().positive(),
  runId: z.int().positive(),
  script: Script,
  accountId: z.int().nullable(),
  account: z.string().nullable(),
  deviceId: z.int().nullable(),
  device: z.string().nullable(),
  state: TaskState,
  waiting: WaitReason.nullable(),
  outcome: Outcome.nullable(),
  reason: OutcomeReason.nullable(),
  /** The state or outcome as a sentence that says what to do. */
  message: z.string(),
  attempts: z.int().nonnegative(),
  steps: z.int().nonnegative(),
  lastStep: Step.nullable(),
  queuedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable(),
  endedAt: z.iso.datetime().nullable(),
});
export type Task = z.infer<typeof Task>;

export const Run = z.object({
  id: z.int().positive(),
  script: Script,
  workspaceId: z.int().positive(),
  workspace: z.string(),
  state: z.enum(['running', 'held', 'ended']),
  by: z.string(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  counts: z.object({
    total: z.int(),
    queued: z.int(),
    running: z.int(),
    held: z.int(),
    done: z.int(),
    skipped: z.int(),
    failed: z.int(),
    needsPerson: z.int(),
    unknown: z.int(),
    stopped: z.int(),
  }),
});
export type Run = z.infer<typeof Run>;
export const RunList = z.object({ runs: z.array(Run), nextCursor: z.string().nullable() });
export const RunDetail = z.object({ run: Run, tasks: z.array(Task) });
export type RunDetail = z.infer<typeof RunDetail>;
export const TaskDetail = z.object({ task: Task, steps: z.array(Step) });

/** What `muster run … --wait --json` prints. */
export const RunReport = z.object({
  run: z.int(),
  state: z.string(),
  tasks: z.array(
    z.object({
      account: z.string().nullable(),
      device: z.string().nullable(),
      outcome: Outcome.nullable(),
      reason: OutcomeReason.optional(),
      message: z.string(),
      attempts: z.int(),
      steps: z.int(),
    }),
  ),
});
export type RunReport = z.infer<typeof RunReport>;
