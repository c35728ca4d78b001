import { describe, expect, it } from 'vitest';
import { chainHash, ChainCheck, START, type ChainedEntry, type Verdict } from './chain.ts';

function chain(count: number): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  let previous: Uint8Array = START;
  for (let id = 1; id <= count; id++) {
    const entry = { id, at: new Date(id * 1000), who: 'ada', act: 'account.edited', what: `account ${id}` };
    const hash = chainHash(entry, previous);
    entries.push({ ...entry, previous, hash });
    previous = hash;
  }
  return entries;
}

function verdictOf(entries: readonly ChainedEntry[]): Verdict {
  const check = new ChainCheck();
  for (const entry of entries) check.add(entry);
  return check.verdict();
}

describe('the audit chain', () => {
  it('is whole when nothing was touched', () => {
    expect(verdictOf(chain(5))).toEqual({ whole: true, entries: 5 });
  });

  it('shows the place of a removed entry', () => {
    const entries = chain(5);
    entries.splice(2, 1);
    expect(verdictOf(entries)).toEqual({ whole: false, brokenAt: 3, why: 'gap' });
  });

  it.each(['who', 'act', 'what'] as const)('shows an entry whose %s was changed', (field) => {
    const entries = chain(5);
    entries[3] = { ...(entries[3] as ChainedEntry), [field]: 'somebody else' };
    expect(verdictOf(entries)).toEqual({ whole: false, brokenAt: 4, why: 'changed' });
  });

  it('shows text that was moved from one field to the next', () => {
    const entries = chain(2);
    const last = entries[1] as ChainedEntry;
    entries[1] = { ...last, who: 'ad', act: 'a' + last.act };
    expect(verdictOf(entries)).toMatchObject({ whole: false, brokenAt: 2 });
  });

  it('shows a changed entry whose own hash was made to fit', () => {
    const entries = chain(4);
    const second = { ...(entries[1] as ChainedEntry), what: 'nothing happened' };
    entries[1] = { ...second, hash: chainHash(second, second.previous) };
    expect(verdictOf(entries)).toMatchObject({ whole: false, brokenAt: 3 });
  });
});
