import { z } from 'zod';
import { Account } from './accounts.ts';

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

/** What `muster accounts list --json` prints: all that were asked for, and how many there are. */
export const AccountListReport = z.object({ accounts: z.array(Account), total: z.int().nonnegative() });

/** What `muster accounts export --json` prints. */
export const ExportReport = z.object({ file: z.string(), accounts: z.int().nonnegative() });

/** What `muster devices disconnect --json` prints: the label. */
export const DisconnectReport = z.object({ disconnected: z.string() });

/** What `muster devices screenshot --json` prints. */
export const ScreenshotReport = z.object({ file: z.string() });

/** What `muster doctor --json` prints. */
export const DoctorReport = z.object({
  findings: z.array(z.object({ check: z.string(), ok: z.boolean(), text: z.string() })),
});
export type DoctorReport = z.infer<typeof DoctorReport>;
