import { parseScenario } from '../scenario/parse.ts';
import { SimulatedService } from '../service/service.ts';
import { PhoneApps } from './phone.ts';
import { walk } from './view.ts';
import type { View } from './view.ts';

/** A clock that moves when told to. */
export class HandClock {
  ms = Date.parse('2026-11-22T12:00:00Z');

  now(): number {
    return this.ms;
  }
}

export interface World {
  phone: PhoneApps;
  clock: HandClock;
  services: Record<'instagram' | 'tiktok', SimulatedService>;
  /** Views of the window that has the input. */
  views(): View[];
  /** The first view whose text, description or short id is `mark`; a clickable one if there is any. */
  find(mark: string): View;
  sees(mark: string): boolean;
  tap(mark: string): void;
  type(mark: string, text: string): void;
}

interface WorldParts {
  instagram?: unknown[];
  tiktok?: unknown[];
  phone?: Record<string, unknown>;
  app: Record<string, unknown>;
}

/** One phone with one app, which is open. */
export function openWorld({ instagram = [], tiktok = [], phone = {}, app }: WorldParts): World {
  const scenario = parseScenario({
    service: { instagram, tiktok },
    phones: [{ serial: 'S1', address: '127.8.0.1:5555', apps: [app], ...phone }],
  });
  const clock = new HandClock();
  const services = {
    instagram: new SimulatedService('instagram', scenario.service.instagram, clock),
    tiktok: new SimulatedService('tiktok', scenario.service.tiktok, clock),
  };
  const [spec] = scenario.phones;
  if (!spec) throw new Error('The scenario has no phone.');
  const apps = new PhoneApps(spec, services, clock);
  apps.launch(spec.apps[0]?.package ?? '');
  const views = (): View[] => [...walk(apps.activeWindow().root)];
  const all = (mark: string): View[] =>
    views().filter((view) => view.text === mark || view.desc === mark || view.id === mark || view.hint === mark);
  const find = (mark: string): View => {
    const found = all(mark);
    const chosen = found.find((view) => view.clickable === true) ?? found[0];
    if (!chosen) throw new Error(`Nothing on the screen is marked "${mark}".`);
    return chosen;
  };
  return {
    phone: apps,
    clock,
    services,
    views,
    find,
    sees: (mark) => all(mark).length > 0,
    tap: (mark) => {
      const { box } = find(mark);
      apps.tap(Math.floor((box[0] + box[2]) / 2), Math.floor((box[1] + box[3]) / 2));
    },
    type: (mark, text) => find(mark).field?.set(text),
  };
}
