import type { PhoneConnection } from '@muster/android';
import type { Link } from './link.ts';

/** A silent phone is seen within `EVERY_MS + TICK_MS + 2 * TIMEOUT_MS`, which is below the 5 s that are promised. */
const EVERY_MS = 2400;
const TIMEOUT_MS = 1200;
const TICK_MS = 100;
/** A connection that said nothing for so many questions is given up: its other end is gone and nobody told. */
const SILENT_BEFORE_HANG_UP = 8;

type Heard = (link: Link, answers: boolean) => void;

interface Watched {
  dueAt: number;
  silent: number;
  asking: Promise<boolean> | null;
}

/**
 * Asks each connected phone every few seconds for one round trip. The questions are spread over time: a tick asks
 * those whose turn it is, so a thousand phones are a few questions in every tick and never a thousand at once.
 */
export class Liveness implements Disposable {
  readonly #heard: Heard;
  readonly #watched = new Map<Link, Watched>();
  #timer: NodeJS.Timeout | null = null;

  constructor(heard: Heard) {
    this.#heard = heard;
  }

  watch(link: Link): void {
    const dueAt = performance.now() + EVERY_MS * (0.5 + (this.#watched.size % 50) / 100);
    this.#watched.set(link, { dueAt, silent: 0, asking: null });
    this.#timer ??= setInterval(() => this.#tick(), TICK_MS);
  }

  forget(link: Link): void {
    this.#watched.delete(link);
    if (this.#watched.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  /** Asks now. Two questions at once are one. */
  async probe(link: Link): Promise<boolean> {
    const watched = this.#watched.get(link);
    if (watched === undefined) return false;
    watched.asking ??= this.#ask(link, watched).finally(() => {
      watched.asking = null;
      watched.dueAt = performance.now() + EVERY_MS;
    });
    return watched.asking;
  }

  [Symbol.dispose](): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#watched.clear();
  }

  #tick(): void {
    const now = performance.now();
    for (const [link, watched] of this.#watched) {
      if (watched.asking === null && watched.dueAt <= now) void this.probe(link);
    }
  }

  async #ask(link: Link, watched: Watched): Promise<boolean> {
    const connection = link.connection;
    if (connection === null) return false;
    // Twice: while this process itself was held up, the time of the first question may pass before its answer is read.
    const answers = (await hears(connection)) || (await hears(connection));
    if (this.#watched.get(link) !== watched) return answers;
    watched.silent = answers ? 0 : watched.silent + 1;
    this.#heard(link, answers);
    if (watched.silent >= SILENT_BEFORE_HANG_UP) await connection.close();
    return answers;
  }
}

function hears(connection: PhoneConnection): Promise<boolean> {
  return connection.ping({ timeoutMs: TIMEOUT_MS }).then(
    () => true,
    () => false,
  );
}
