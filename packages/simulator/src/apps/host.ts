import type { Clock } from '../clock.ts';
import type { Locale, Network } from '../scenario/schema.ts';
import type { SimulatedService } from '../service/service.ts';
import type { TextField } from './editing.ts';
import type { Window } from './view.ts';

/** What an app gets from the phone it runs on. */
export interface AppHost {
  readonly service: SimulatedService;
  readonly clock: Clock;
  readonly phone: string;
  readonly packageName: string;
  readonly locale: Locale;
  /** How long the app waits for its servers. */
  readonly waitMs: number;
  /** Performs a press that sends something to the service, around which faults may be set. */
  submit(press: () => void): void;
}

/** One app of a phone: a state machine that is drawn on demand and moved by touches, keys and text. */
export interface SimulatedApp {
  readonly network: Network;
  readonly packageName: string;
  readonly activity: string;
  /** The app comes to the front; its process starts if it has none. */
  start(): void;
  /** The process ends. What the app keeps on disk (who is signed in) stays. */
  stop(): void;
  /** Its windows, the lowest first. Never empty. */
  windows(): readonly Window[];
  focusedField(): TextField | null;
  keyboardUp(): boolean;
  /** false: the app had nothing to close and leaves the screen. */
  back(): boolean;
  /** The keyboard's action key, or a newline typed into the focused field. */
  enter(): void;
  /** A vertical drag; positive when the finger moved up. */
  swipe(upwards: number): void;
  /** false while something on the screen never stops moving. */
  idle(): boolean;
  sessions(): { signedIn: readonly string[]; active: string | null };
}
