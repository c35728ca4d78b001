import { z } from 'zod';

/**
 * What `GET /api/v1/events` tells: which things changed, by id. A page fetches what it shows anew;
 * no event holds a secret or a value, so a lost stream is caught up by number alone.
 */
export const MusterEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('accounts.changed'), workspaceId: z.int(), ids: z.array(z.int()).nullable() }),
  z.object({ type: z.literal('workspaces.changed') }),
  z.object({ type: z.literal('devices.changed'), ids: z.array(z.int()) }),
  z.object({ type: z.literal('run.changed'), runId: z.int() }),
  z.object({ type: z.literal('task.changed'), runId: z.int(), taskId: z.int() }),
  z.object({ type: z.literal('import.changed'), importId: z.string() }),
  z.object({ type: z.literal('system.changed') }),
  /** The stream cannot tell what was missed: fetch everything anew. */
  z.object({ type: z.literal('resync') }),
]);
export type MusterEvent = z.infer<typeof MusterEvent>;
