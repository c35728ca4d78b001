import { z } from 'zod';

export const Person = z.object({
  id: z.int().positive(),
  name: z.string(),
  role: z.enum(['administrator', 'operator']),
});
export type Person = z.infer<typeof Person>;

const name = z.string().trim().min(1).max(80);
const newPassword = z.string().min(12, 'must have at least 12 characters').max(1000);

export const SetupState = z.object({ needed: z.boolean() });
export const SetupRequest = z.strictObject({ token: z.string().max(200), name, password: newPassword });
export const SignInRequest = z.strictObject({ name: z.string().max(80), password: z.string().max(1000) });
export const SessionState = z.object({ person: Person });
export type SessionState = z.infer<typeof SessionState>;

export const AuditEntry = z.object({
  id: z.int(),
  at: z.iso.datetime(),
  who: z.string(),
  act: z.string(),
  what: z.string(),
});
export const AuditPage = z.object({ entries: z.array(AuditEntry), nextCursor: z.string().nullable() });

/** Whether the record is whole: every entry holds the hash of the one before it. */
export const AuditCheck = z.object({
  whole: z.boolean(),
  entries: z.int().optional(),
  brokenAt: z.int().optional(),
  why: z.enum(['gap', 'changed']).optional(),
});

/** State of the console as the page shows it above everything else. */
export const SystemStatus = z.object({
  version: z.string(),
  demo: z.boolean(),
  vault: z.enum(['open', 'sealed']),
  /** What is not well and what to do about it. */
  notices: z.array(z.object({ code: z.string(), message: z.string(), remedy: z.string() })),
});
export type SystemStatus = z.infer<typeof SystemStatus>;
