import { AndroidError } from '@muster/android';
import { parseUiTree, redactTree, UiTreeError } from '@muster/android/tree';
import type { ScreenKind } from '@muster/contract';
import type { Screen } from '@muster/networks';
import type { AttemptParts, LoginJob, Seen } from './attempt.ts';

/** Screens that are certainly not, and do not cover, a page on which a credential stands. */
const BEYOND_LOGIN: ReadonlySet<ScreenKind> = new Set<ScreenKind>([
  'home',
  'own_profile',
  'other_profile',
  'account_switcher',
  'in_app',
  'suspended',
]);

/**
 * What one attempt sees of the phone. From the first credential that is typed until a page beyond the login, nothing of
 * it is kept, and nobody else is shown the screen.
 */
export class Sight implements Disposable {
  readonly #parts: AttemptParts;
  readonly #job: LoginJob;
  #captured = false;
  #lastSeen: string | null = null;
  #hidden: Disposable | null = null;

  constructor(parts: AttemptParts, job: LoginJob) {
    this.#parts = parts;
    this.#job = job;
  }

  /** @throws AndroidError when the driver or the phone fails; a hierarchy that cannot be read is a screen. */
  async look(): Promise<Seen> {
    const driver = await this.#parts.ui.driver(this.#parts.calls);
    const xml = await readSource(driver.source({ signal: this.#parts.calls }));
    const screen = xml === null ? ({ kind: 'unreadable', reason: 'too_large' } as const) : this.#recognise(xml);
    if (BEYOND_LOGIN.has(screen.kind)) this[Symbol.dispose]();
    this.#lastSeen = xml;
    if (screen.kind === 'unknown') await this.keep();
    return { driver, screen };
  }

  /** Keeps a redacted tree of what was seen last, a page nobody foresaw: once, and none on which a credential may stand. */
  async keep(): Promise<void> {
    const xml = this.#lastSeen;
    if (xml === null || this.#captured || this.#hidden !== null) return;
    this.#captured = true;
    const { task, appVersion } = this.#job;
    await this.#parts.db
      .insertInto('capture')
      .values({
        task_id: task.id,
        network: task.network,
        package: this.#job.package,
        app_version: appVersion,
        tree: redactTree(xml),
      })
      .execute();
  }

  /** From now on a credential may stand on the screen. */
  hide(): void {
    this.#hidden ??= this.#parts.registry.hideScreen(this.#job.deviceId);
  }

  [Symbol.dispose](): void {
    this.#hidden?.[Symbol.dispose]();
    this.#hidden = null;
  }

  #recognise(xml: string): Screen {
    try {
      return this.#parts.module.recognise(parseUiTree(xml), { packageName: this.#job.package });
    } catch (error) {
      if (error instanceof UiTreeError) return { kind: 'unreadable', reason: error.code };
      throw error;
    }
  }
}

/** A hierarchy beyond the cap is a screen that cannot be read (null), not a driver that broke. */
async function readSource(source: Promise<string>): Promise<string | null> {
  try {
    return await source;
  } catch (error) {
    if (error instanceof AndroidError && error.code === 'too_large') return null;
    throw error;
  }
}
