import { readFileSync } from 'node:fs';
import { Network, ScreenKind, ScreenReport } from '@muster/contract';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../../../tests/fixtures/shared.ts';
import { describeScreen, readScreen } from './index.ts';
import { networks } from './networks.ts';

/** What a reader must make of a capture: any of these kinds, and what else is named. */
const Expected = ScreenReport.extend({ kind: ScreenKind.array(), package: ScreenReport.shape.reason });

const listed: unknown = JSON.parse(readFileSync(sharedPath('screens/expected.json'), 'utf8'));
const expected = Object.entries(listed ?? {}).map(([file, want]) => [file, Expected.parse(want)] as const);
const capture = (file: string) => readFileSync(sharedPath(`screens/${file}`), 'utf8');

function report(file: string, packageName?: string) {
  const network = Network.parse(file.split('/')[0]);
  return ScreenReport.parse(
    describeScreen(readScreen(capture(file), network, packageName ?? networks[network].packages[0] ?? '')),
  );
}

describe('real captures are read as what they show', () => {
  it.each(expected)('%s', (file, want) => {
    const read = report(file, want.package);
    expect(want.kind).toContain(read.kind);
    expect(read.reason).toBe(want.reason ?? read.reason);
    expect(read.username).toBe(want.username);
    expect(read.counts).toEqual(want.counts);
  });

  it('every capture has an expectation', () => {
    expect(expected.length).toBeGreaterThanOrEqual(36);
  });

  it('a capture of a clone is not in the app that was asked for', () => {
    expect(report('instagram/story_editor_2026-02_clone_pkg.en.xml', 'com.instagram.android').kind).toBe('not_in_app');
    expect(report('tiktok/trill_feed.en.xml', 'com.zhiliaoapp.musically').kind).toBe('not_in_app');
  });
});
