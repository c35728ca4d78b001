import { setImmediate } from 'node:timers/promises';

/** The console answers others at least this often while it works through many rows. */
const SLICE_MS = 12;

/** Like `map`, and lets everything else in the process have its turn between slices. */
export async function mapInSlices<T, R>(items: readonly T[], map: (item: T, index: number) => R): Promise<R[]> {
  const results: R[] = [];
  let until = performance.now() + SLICE_MS;
  for (const [index, item] of items.entries()) {
    results.push(map(item, index));
    if (performance.now() < until) continue;
    await setImmediate();
    until = performance.now() + SLICE_MS;
  }
  return results;
}
