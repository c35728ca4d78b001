import { ConnectRequest, ConnectResult, Device, DeviceList, DevicePatch, IdInUrl } from '@muster/contract';
import { z } from 'zod';
import { actorOf } from '../people/index.ts';
import type { Http } from '../platform/index.ts';
import type { DeviceService } from './service.ts';

const ById = z.object({ id: IdInUrl });
/** The version an editor saw, as `"7"` or `7`. */
const Edited = z.object({
  'if-match': z
    .string()
    .regex(/^(W\/)?"?\d+"?$/)
    .optional(),
});

export function deviceRoutes(app: Http, devices: DeviceService): void {
  app.get(
    '/api/v1/devices',
    { schema: { tags: ['devices'], summary: 'All phones, with who works on them', response: { 200: DeviceList } } },
    async () => ({ devices: await devices.list() }),
  );

  app.get(
    '/api/v1/devices/:id',
    { schema: { tags: ['devices'], summary: 'One phone', params: ById, response: { 200: Device } } },
    async (request) => devices.get(request.params.id),
  );

  app.patch(
    '/api/v1/devices/:id',
    {
      schema: {
        tags: ['devices'],
        summary: 'Give a phone another label or group',
        params: ById,
        headers: Edited,
        body: DevicePatch,
        response: { 200: Device },
      },
    },
    async (request) => {
      const version = request.headers['if-match']?.replaceAll(/\D/g, '');
      return devices.edit(
        request.params.id,
        request.body,
        version === undefined ? null : Number(version),
        actorOf(request),
      );
    },
  );

  app.post(
    '/api/v1/devices/connect',
    {
      schema: {
        tags: ['devices'],
        summary: 'Connect phones by address, and remember them',
        body: ConnectRequest,
        response: { 200: ConnectResult },
      },
    },
    async (request) => devices.connect(request.body.addresses, actorOf(request)),
  );

  app.post(
    '/api/v1/devices/:id/disconnect',
    {
      schema: {
        tags: ['devices'],
        summary: 'Hang up, and do not connect again at start',
        params: ById,
        response: { 200: Device },
      },
    },
    async (request) => devices.disconnect(request.params.id, actorOf(request)),
  );

  app.get(
    '/api/v1/devices/:id/screenshot',
    { schema: { tags: ['devices'], summary: 'The screen as a PNG', params: ById, produces: ['image/png'] } },
    async (request, reply) => {
      const png = await devices.screenshot(request.params.id);
      return reply.header('cache-control', 'no-store').type('image/png').send(png);
    },
  );
}
