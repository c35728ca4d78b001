import { z } from 'zod';
import { groups } from '../features/runs/outcome.ts';

/** What of the list of runs is in its address. */
export const RunsSearch = z.object({ workspace: z.coerce.number().int().positive().optional().catch(undefined) });
export type RunsSearch = z.infer<typeof RunsSearch>;

/** What of one run is in its address: which tasks are listed, and whose steps are open. */
export const RunSearch = z.object({
  show: z.enum(groups).optional().catch(undefined),
  task: z.coerce.number().int().positive().optional().catch(undefined),
});
export type RunSearch = z.infer<typeof RunSearch>;
