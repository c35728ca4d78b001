import { AccountSort, LoginStatus } from '@muster/contract';
import { z } from 'zod';

/** What of the accounts page is in its address. */
export const AccountsSearch = z.object({
  workspace: z.coerce.number().int().positive().optional().catch(undefined),
  search: z.string().max(200).optional().catch(undefined),
  enabled: z.boolean().optional().catch(undefined),
  login: LoginStatus.optional().catch(undefined),
  deviceId: z.coerce.number().int().positive().optional().catch(undefined),
  assigned: z.boolean().optional().catch(undefined),
  tag: z.string().max(60).optional().catch(undefined),
  sort: AccountSort.optional().catch(undefined),
  order: z.enum(['asc', 'desc']).optional().catch(undefined),
});
export type AccountsSearch = z.infer<typeof AccountsSearch>;
