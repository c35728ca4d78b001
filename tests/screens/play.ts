import { center } from '@muster/android/tree';
import {
  networks,
  readScreen,
  startMemory,
  type Act,
  type Decision,
  type LoginGoal,
  type Memory,
} from '@muster/networks';
import { codeAt, parseScenario, totpKey, type Submission } from '@muster/simulator';
// Straight to the apps, without adb in between: what is tested is what they show, not how it travels.
import { PhoneApps } from '../../packages/simulator/src/apps/phone.ts';
import { SimulatedService } from '../../packages/simulator/src/service/service.ts';

export interface Credentials {
  readonly username: string;
  readonly email?: string;
  readonly password: string;
  readonly totpSecret?: string;
}

export interface Played {
  readonly end: Extract<Decision, { do: 'end' }>;
  /** Kinds of the screens that were seen, each run of equal ones once. */
  readonly kinds: readonly string[];
  readonly acts: readonly Act[];
  readonly memory: Memory;
  readonly submissions: readonly Submission[];
  readonly signedIn: readonly string[];
  readonly active: string | null;
}

/** Milliseconds a look takes on the simulated clock. */
const LOOK_MS = 300;
const BACK = 4;
const DELETE = 67;

/** Plays a login on one simulated phone by looking, deciding and acting, until the decision to end. */
export class Player {
  readonly phone: PhoneApps;
  readonly #network: 'instagram' | 'tiktok';
  readonly #packageName: string;
  readonly #service: SimulatedService;
  #now = Date.UTC(2026, 10, 22, 12, 0, 0);

  /** `scenario` is as in a file, with one phone that has one app. */
  constructor(scenario: unknown) {
    const parsed = parseScenario(scenario);
    const clock = { now: () => this.#now };
    const services = {
      instagram: new SimulatedService('instagram', parsed.service.instagram, clock),
      tiktok: new SimulatedService('tiktok', parsed.service.tiktok, clock),
    };
    const [phone] = parsed.phones;
    const [app] = phone?.apps ?? [];
    if (phone === undefined || app === undefined) throw new Error('The scenario needs a phone with an app.');
    this.phone = new PhoneApps(phone, services, clock);
    this.#network = app.network;
    this.#packageName = app.package;
    this.#service = services[app.network];
  }

  play(who: Credentials, { priorUnknown = false } = {}): Played {
    const goal: LoginGoal = {
      script: 'login',
      username: who.username,
      identifier: who.email === undefined ? 'username' : 'email',
      hasTotp: who.totpSecret !== undefined,
    };
    let memory = startMemory({ priorUnknown });
    const kinds: string[] = [];
    const acts: Act[] = [];
    for (;;) {
      this.#now += LOOK_MS;
      const screen = readScreen(this.phone.hierarchy(), this.#network, this.#packageName);
      if (kinds.at(-1) !== screen.kind) kinds.push(screen.kind);
      const decision = networks[this.#network].decide(goal, screen, memory);
      if (decision.do === 'end') return this.#played(who, decision, kinds, acts, memory);
      memory = decision.memory;
      acts.push(decision.act);
      this.#perform(decision.act, who);
    }
  }

  #played(who: Credentials, end: Played['end'], kinds: string[], acts: Act[], memory: Memory): Played {
    const sessions = this.phone.apps[0]?.sessions();
    return {
      end,
      kinds,
      acts,
      memory,
      submissions: this.#service.find(who.username)?.submissions ?? [],
      signedIn: sessions?.signedIn ?? [],
      active: sessions?.active ?? null,
    };
  }

  #perform(act: Act, who: Credentials): void {
    switch (act.kind) {
      case 'launch':
        this.phone.launch(this.#packageName);
        return;
      case 'wait':
        return;
      case 'back':
        this.phone.key(BACK);
        return;
      case 'scroll': {
        const { x, y } = center(act.node);
        this.phone.swipe(x, y, x, y - 400);
        return;
      }
      case 'type': {
        const { x, y } = center(act.node);
        this.phone.tap(x, y);
        for (let at = 0; at < act.node.text.length; at += 1) this.phone.key(DELETE);
        this.phone.text(this.#textFor(act.what, who));
        return;
      }
      case 'tap':
      case 'submit': {
        const { x, y } = center(act.node);
        this.phone.tap(x, y);
      }
    }
  }

  #textFor(what: 'identifier' | 'password' | 'code', who: Credentials): string {
    if (what === 'identifier') return who.email ?? who.username;
    if (what === 'password') return who.password;
    if (who.totpSecret === undefined) throw new Error('A code was asked for where there is no secret.');
    return codeAt(totpKey(who.totpSecret), Math.floor(this.#now / 30_000));
  }
}
