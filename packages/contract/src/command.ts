import { z } from 'zod';

/** First line of `muster serve --json`. `setupUrl` is null once there is an administrator. */
export const ServeReady = z.object({ ready: z.literal(true), url: z.string(), setupUrl: z.string().nullable() });
export type ServeReady = z.infer<typeof ServeReady>;

/** First line of `muster simulator`. */
export const SimulatorReady = z.object({
  ready: z.literal(true),
  phones: z.array(z.object({ serial: z.string(), address: z.string() })),
  tiktokWeb: z.string(),
  control: z.string(),
});

/** Contents of the 0600 file in the data folder that lets the local command line in; new at each start. */
export const LocalAccess = z.object({ url: z.string(), token: z.string(), pid: z.int() });
export type LocalAccess = z.infer<typeof LocalAccess>;
