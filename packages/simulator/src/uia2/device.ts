import type { Window } from '../apps/view.ts';

export type DumpFault = 'bad_xml' | 'huge_xml' | 'not_idle';

/** What UiAutomator2's server may do to the phone it runs on. */
export interface UiDevice {
  windows(): readonly Window[];
  activeWindow(): Window;
  idle(): boolean;
  tap(x: number, y: number): void;
  longTap(x: number, y: number): void;
  swipe(x1: number, y1: number, x2: number, y2: number): void;
  key(keyCode: number): void;
  text(text: string): void;
  screenshot(): Uint8Array;
  /** false: the phone is lost before it does what is asked. */
  requestArrived(): boolean;
  takeDelay(): number;
  takeDumpFault(): DumpFault | null;
  unknown(service: string): void;
}
