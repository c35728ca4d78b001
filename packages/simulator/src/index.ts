import { randomBytes } from 'node:crypto';
import { PhoneApps } from './apps/phone.ts';
import { skewedClock } from './clock.ts';
import type { Clock } from './clock.ts';
import { startControl } from './control/index.ts';
import type { Controlled, UnknownRequest } from './control/index.ts';
import { networkState, phoneState } from './control/state.ts';
import type { SimulatorState } from './control/state.ts';
import type { Listening } from './listening.ts';
import { startPhone } from './phone/index.ts';
import type { SimulatedPhone } from './phone/index.ts';
import type { FaultSpec, Gate, Network, PhoneSpec, Scenario } from './scenario/schema.ts';
import { SimulatedService } from './service/service.ts';
import { startTiktokWeb } from './web/index.ts';

export { demoScenario } from './scenario/demo.ts';
export { parseFault, parseScenario, ScenarioError } from './scenario/parse.ts';
export type { FaultSpec, Gate, PhoneSpec, Scenario } from './scenario/schema.ts';
export type { UnknownRequest } from './control/index.ts';
export type { AccountState, AppState, NetworkState, PhoneState, SimulatorState } from './control/state.ts';
export type { CodeSubmission, Submission } from './service/service.ts';
export { codeAt, totpKey } from './service/totp.ts';

export interface SimulatorOptions {
  /** Where the web page and the control port listen. Phones listen at their own addresses. */
  host?: string;
  /** This machine's clock; the scenario's skew is added to it. */
  clock?: Clock;
  /** First part of the control port's paths; made up when left out. */
  controlToken?: string;
}

export interface Simulator {
  readonly phones: readonly { serial: string; address: string }[];
  /** Origin of the public profile pages. */
  readonly tiktokWeb: string;
  /** URL of the control port, its token included. */
  readonly control: string;
  state(): SimulatorState;
  unknown(): UnknownRequest[];
  /** false: no phone has that serial. */
  addFault(serial: string, fault: FaultSpec): boolean;
  /** What a person would do who passes a challenge (null), or the service that raises one. */
  setGate(network: Network, username: string, gate: Gate | null): boolean;
  close(): Promise<void>;
}

interface RunningPhone {
  apps: PhoneApps;
  wire: SimulatedPhone;
}

const MOST_STARTING = 50;

/**
 * Starts every phone of a scenario, TikTok's web page and the control port, and gives them once all listen.
 * Throws what `listen` throws, such as EADDRINUSE, after ending what was started.
 */
export async function startSimulator(scenario: Scenario, options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = '127.0.0.1', clock = { now: Date.now }, controlToken = randomBytes(16).toString('hex') } = options;
  const world = skewedClock(clock, scenario.clockSkewSeconds);
  const services = {
    instagram: new SimulatedService('instagram', scenario.service.instagram, world),
    tiktok: new SimulatedService('tiktok', scenario.service.tiktok, world),
  };
  const phones: RunningPhone[] = [];
  const servers: Listening[] = [];
  const close = async (): Promise<void> => {
    await Promise.all([...phones.map(({ wire }) => wire.close()), ...servers.map((server) => server.close())]);
  };
  const start = async (spec: PhoneSpec): Promise<RunningPhone> => {
    const apps = new PhoneApps(spec, services, world);
    const running = { apps, wire: await startPhone(wireSpec(spec, scenario), apps, { nowMs: () => clock.now() }) };
    apps.attach(running.wire);
    phones.push(running);
    return running;
  };
  const controlled: Controlled = {
    state: () => ({
      phones: phones.map(({ apps, wire }) => phoneState(apps, wire.address)),
      service: { instagram: networkState(services.instagram), tiktok: networkState(services.tiktok) },
    }),
    unknown: () =>
      phones.flatMap(({ wire }) => wire.unknownRequests().map((service) => ({ serial: wire.serial, service }))),
    addFault: (serial, fault) => {
      const meant = phones.filter(({ apps }) => apps.serial === serial);
      for (const { apps } of meant) apps.faults.add(fault);
      return meant.length > 0;
    },
    setGate: (network, username, gate) => services[network].setGate(username, gate),
  };
  try {
    const ordered: RunningPhone[] = [];
    for (let at = 0; at < scenario.phones.length; at += MOST_STARTING) {
      ordered.push(...(await Promise.all(scenario.phones.slice(at, at + MOST_STARTING).map(start))));
    }
    phones.splice(0, phones.length, ...ordered);
    const web = await startTiktokWeb(services.tiktok, host);
    servers.push(web);
    const control = await startControl(controlled, controlToken, host);
    servers.push(control);
    const addresses = phones.map(({ wire }) => ({ serial: wire.serial, address: wire.address }));
    return { phones: addresses, tiktokWeb: web.origin, control: control.origin, ...controlled, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function wireSpec(spec: PhoneSpec, { clockSkewSeconds }: Scenario): Parameters<typeof startPhone>[0] {
  return {
    serial: spec.serial,
    model: spec.model ?? 'Simulated Phone',
    androidVersion: spec.android ?? '14',
    address: spec.address,
    auth: spec.auth ?? 'none',
    latencyMs: spec.latencyMs ?? 0,
    locked: spec.locked === true,
    clockSkewSeconds,
  };
}
