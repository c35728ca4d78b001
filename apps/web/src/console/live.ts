import { MusterEvent } from '@muster/contract';

type Listener = (events: readonly MusterEvent[]) => void;

/** Events that come in a burst are handed on together, this often at most. */
const HAND_ON_EVERY_MS = 200;

/**
 * One stream of events for this page. The browser comes back by itself after a loss and asks for what it missed by
 * number; what the console can no longer tell arrives as `resync`.
 */
export class LiveStream {
  readonly #listeners = new Set<Listener>();
  readonly #onState: (connected: boolean) => void;
  #source: EventSource | null = null;
  #waiting: MusterEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(onState: (connected: boolean) => void) {
    this.#onState = onState;
  }

  open(): void {
    if (this.#source !== null) return;
    const source = new EventSource('/api/v1/events');
    source.addEventListener('open', () => this.#onState(true));
    source.addEventListener('error', () => this.#onState(false));
    source.addEventListener('message', (message: MessageEvent<string>) => this.#take(message.data));
    this.#source = source;
  }

  close(): void {
    this.#source?.close();
    this.#source = null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#waiting = [];
  }

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #take(data: string): void {
    const event = MusterEvent.safeParse(JSON.parse(data));
    if (!event.success) return;
    this.#waiting.push(event.data);
    this.#timer ??= setTimeout(() => this.#handOn(), HAND_ON_EVERY_MS);
  }

  #handOn(): void {
    const events = this.#waiting;
    this.#waiting = [];
    this.#timer = null;
    for (const listener of this.#listeners) listener(events);
  }
}
