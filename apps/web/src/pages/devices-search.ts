import { z } from 'zod';
import { conditions, deviceStates } from '../features/devices/filter.ts';

/** What of the devices page is in its address. */
export const DevicesSearch = z.object({
  search: z.string().max(200).optional().catch(undefined),
  state: z
    .enum([...conditions, ...deviceStates])
    .optional()
    .catch(undefined),
  group: z.string().max(60).optional().catch(undefined),
});
export type DevicesSearch = z.infer<typeof DevicesSearch>;
