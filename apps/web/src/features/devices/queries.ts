import type { Device, DevicePatch } from '@muster/contract';
import { bodyOf } from '@muster/client';
import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { muster } from '../../console/client.ts';

export const devicesQuery = queryOptions({
  queryKey: ['devices'],
  queryFn: async ({ signal }): Promise<Device[]> => bodyOf(await muster.GET('/api/v1/devices', { signal })).devices,
});

/** Gives a phone another label or group; refused when somebody else changed it since this page saw it. */
export async function editDevice(queries: QueryClient, device: Device, patch: DevicePatch): Promise<void> {
  const params = { path: { id: device.id }, header: { 'if-match': `"${device.version}"` } };
  try {
    const edited = bodyOf(await muster.PATCH('/api/v1/devices/{id}', { params, body: patch }));
    queries.setQueryData(devicesQuery.queryKey, (all) => all?.map((one) => (one.id === edited.id ? edited : one)));
  } catch (error) {
    void queries.invalidateQueries({ queryKey: devicesQuery.queryKey });
    throw error;
  }
}

/** The screen as it is now, as a `data:` address; nobody keeps it. */
export async function takeScreenshot(deviceId: number, signal: AbortSignal): Promise<string> {
  const params = { path: { id: deviceId } };
  return dataUrl(bodyOf(await muster.GET('/api/v1/devices/{id}/screenshot', { params, parseAs: 'blob', signal })));
}

async function dataUrl(blob: Blob): Promise<string> {
  const reader = new FileReader();
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''));
  reader.addEventListener('error', () => reject(new Error('The picture could not be read.', { cause: reader.error })));
  reader.readAsDataURL(blob);
  return promise;
}
