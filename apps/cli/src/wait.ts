import { MusterEvent, type RunDetail } from '@muster/contract';
import { bodyOf } from '@muster/client';
import type { Console } from './console.ts';

/** After an event, the run is read again at most this often. */
const READ_EVERY_MS = 200;
/** Without any event the run is read all the same: a stream may be silent because it is broken. */
const READ_ANYWAY_MS = 5000;

/** Follows a run by the console's events until it has ended or only waits for people, or the time is over. */
export async function waitForRun(found: Console, runId: number, timeoutMs?: number): Promise<RunDetail> {
  const deadline = AbortSignal.timeout(timeoutMs ?? 2 ** 31 - 1);
  const stop = new AbortController();
  const heard = new Notice();
  const stream = follow(found, runId, heard, AbortSignal.any([deadline, stop.signal]));
  try {
    for (;;) {
      const detail = bodyOf(await found.muster.GET('/api/v1/runs/{id}', { params: { path: { id: runId } } }));
      if (detail.run.state !== 'running' || deadline.aborted) return detail;
      await heard.next(READ_ANYWAY_MS, deadline);
      await elapse(READ_EVERY_MS, deadline);
    }
  } finally {
    stop.abort();
    await stream;
  }
}

/** Remembers that something happened until somebody asks. */
class Notice {
  #happened = false;
  #wake: (() => void) | null = null;

  tell(): void {
    this.#happened = true;
    this.#wake?.();
  }

  async next(atMostMs: number, signal: AbortSignal): Promise<void> {
    const heard = new AbortController();
    this.#wake = () => heard.abort();
    // A timer that is left running would keep the process alive after the answer is printed.
    if (!this.#happened) await elapse(atMostMs, AbortSignal.any([heard.signal, signal]));
    this.#happened = false;
    this.#wake = null;
  }
}

async function follow(found: Console, runId: number, heard: Notice, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(new URL('/api/v1/events', found.url), {
      headers: found.token === undefined ? {} : { authorization: `Bearer ${found.token}` },
      signal,
    });
    if (!response.ok || response.body === null) return;
    let rest = '';
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) if (concerns(line, runId)) heard.tell();
    }
  } catch (error) {
    // A lost stream is no failure: the run is read anyway.
    if (!(error instanceof Error)) throw error;
  }
}

function concerns(line: string, runId: number): boolean {
  if (!line.startsWith('data: {"type"')) return false;
  const event = MusterEvent.safeParse(JSON.parse(line.slice('data: '.length)));
  return event.success && (event.data.type === 'resync' || ('runId' in event.data && event.data.runId === runId));
}

function elapse(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener(
      'abort',
      () => {
        clearTimeout(timer);
        resolve();
      },
      { once: true },
    );
  });
}
