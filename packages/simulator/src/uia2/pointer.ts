import { z } from 'zod';
import type { UiDevice } from './device.ts';
import { invalidArgument } from './wire-error.ts';

const actionsSchema = z.object({
  actions: z.array(
    z.object({
      type: z.string(),
      actions: z.array(
        z.object({
          type: z.string(),
          x: z.number().optional(),
          y: z.number().optional(),
          duration: z.number().optional(),
          origin: z.unknown().optional(),
        }),
      ),
    }),
  ),
});

const LONG_PRESS_MS = 500;

/** Plays the W3C pointer actions of one finger: taps, long presses and drags. @throws WireError `invalid argument` */
export function playPointer(device: UiDevice, body: unknown): void {
  const parsed = actionsSchema.safeParse(body);
  if (!parsed.success) throw invalidArgument('Unable to parse the actions');
  const fingers = parsed.data.actions.filter(({ type }) => type === 'pointer');
  for (const { actions } of fingers) playFinger(device, actions);
}

type PointerAction = z.infer<typeof actionsSchema>['actions'][number]['actions'][number];

function playFinger(device: UiDevice, actions: readonly PointerAction[]): void {
  let at = { x: 0, y: 0 };
  let down: { x: number; y: number } | null = null;
  let heldMs = 0;
  for (const action of actions) {
    if (action.type === 'pointerMove') {
      const from = action.origin === 'pointer' ? at : { x: 0, y: 0 };
      at = { x: from.x + (action.x ?? 0), y: from.y + (action.y ?? 0) };
    } else if (action.type === 'pointerDown') {
      down = at;
      heldMs = 0;
    } else if (action.type === 'pause') {
      heldMs += action.duration ?? 0;
    } else if (action.type === 'pointerUp' && down) {
      lift(device, down, at, heldMs);
      down = null;
    }
  }
}

function lift(device: UiDevice, down: { x: number; y: number }, up: { x: number; y: number }, heldMs: number): void {
  const moved = down.x !== up.x || down.y !== up.y;
  if (moved) device.swipe(down.x, down.y, up.x, up.y);
  else if (heldMs >= LONG_PRESS_MS) device.longTap(down.x, down.y);
  else device.tap(down.x, down.y);
}
