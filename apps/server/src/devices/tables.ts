import type { DeviceState } from '@muster/contract';
import type { Generated } from 'kysely';

export interface DeviceTables {
  host: { id: Generated<number>; name: string; created_at: Generated<Date> };
  device: {
    id: Generated<number>;
    label: string;
    label_key: string;
    serial: string;
    model: string | null;
    android_version: string | null;
    android_id: string | null;
    group_name: string | null;
    host_id: number | null;
    state: Generated<DeviceState>;
    last_seen_at: Date | null;
    version: Generated<number>;
    created_at: Generated<Date>;
  };
  device_transport: {
    id: Generated<number>;
    device_id: number | null;
    host_id: number;
    kind: 'adb_server' | 'tcp';
    address: string;
    remembered: Generated<boolean>;
    state: Generated<DeviceState>;
  };
}

declare module '../platform/database/tables.ts' {
  interface Tables extends DeviceTables {}
}
