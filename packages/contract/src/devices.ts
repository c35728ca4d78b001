import { z } from 'zod';
import { DeviceState, Network } from './words.ts';

export const Device = z.object({
  id: z.int().positive(),
  /** A sticky number or name that people say aloud; `device_index` in sheets. */
  label: z.string(),
  serial: z.string(),
  model: z.string().nullable(),
  androidVersion: z.string().nullable(),
  group: z.string().nullable(),
  state: DeviceState,
  /** What to do about a state that is not `online`, in one sentence. */
  remedy: z.string().nullable(),
  transports: z.array(z.object({ kind: z.enum(['adb_server', 'tcp']), address: z.string(), state: DeviceState })),
  host: z.string(),
  lastSeenAt: z.iso.datetime().nullable(),
  /** The app package that waits for a person here (rule 13), with the task that asked. */
  held: z.array(z.object({ package: z.string(), taskId: z.int(), reason: z.string(), since: z.iso.datetime() })),
  busyWith: z
    .object({ taskId: z.int(), runId: z.int(), script: z.string(), account: z.string().nullable() })
    .nullable(),
  accounts: z.array(
    z.object({ id: z.int(), username: z.string(), network: Network, enabled: z.boolean(), loginStatus: z.string() }),
  ),
  version: z.int().positive(),
});
export type Device = z.infer<typeof Device>;
export const DeviceList = z.object({ devices: z.array(Device) });

export const DevicePatch = z.strictObject({
  label: z.string().min(1).max(40).optional(),
  group: z.string().max(60).nullable().optional(),
});
export type DevicePatch = z.infer<typeof DevicePatch>;

/** `HOST:PORT` of phones that listen on TCP (Wi-Fi, cloud, simulated). Remembered and reconnected at start. */
export const ConnectRequest = z.strictObject({ addresses: z.array(z.string().min(1).max(200)).min(1).max(1000) });
export const ConnectResult = z.object({
  results: z.array(
    z.object({
      address: z.string(),
      connected: z.boolean(),
      device: z.object({ id: z.int(), label: z.string(), serial: z.string() }).optional(),
      error: z.object({ code: z.string(), message: z.string() }).optional(),
    }),
  ),
});
export type ConnectResult = z.infer<typeof ConnectResult>;
