import { MusterEvent } from '@muster/contract';
import { z } from 'zod';
import type { NumberedEvent } from './service.ts';

const Notification = z.object({ id: z.coerce.number(), event: MusterEvent });

type Listener = (event: NumberedEvent) => void;

/** Hands each event heard on the database's channel to everyone in this process who listens. */
export class Hub {
  readonly #listeners = new Set<Listener>();

  /** Calls `listener` for every event from now on; the function that is given back ends it. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  get listeners(): number {
    return this.#listeners.size;
  }

  /** Takes one notification's text. @throws when it is not one of ours. */
  hear(payload: string): void {
    const told = Notification.parse(JSON.parse(payload));
    for (const listener of this.#listeners) listener(told);
  }

  /** After the connection to the database was lost: nobody knows what was missed. */
  lost(lastId: number): void {
    for (const listener of this.#listeners) listener({ id: lastId, event: { type: 'resync' } });
  }
}
