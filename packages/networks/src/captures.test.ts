import { readFileSync } from 'node:fs';
import { ScreenReport, type Network } from '@muster/contract';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../../../tests/fixtures/shared.ts';
import { describeScreen, readScreen } from './index.ts';
import { networks } from './networks.ts';

interface Expected {
  kind: string[];
  username?: string;
  counts?: Record<string, unknown>;
  reason?: string;
  package?: string;
}

const expected = JSON.parse(readFileSync(sharedPath('screens/expected.json'), 'utf8')) as Record<string, Expected>;
const capture = (file: string) => readFileSync(sharedPath(`screens/${file}`), 'utf8');

function report(file: string, packageName?: string) {
  const network = file.split('/')[0] as Network;
  return ScreenReport.parse(
    describeScreen(readScreen(capture(file), network, packageName ?? networks[network].packages[0] ?? '')),
  );
}

describe('real captures are read as what they show', () => {
  it.each(Object.entries(expected))('%s', (file, want) => {
    const read = report(file, want.package);
    expect(want.kind).toContain(read.kind);
    expect(read.reason).toBe(want.reason ?? read.reason);
    expect(read.username).toBe(want.username);
    expect(read.counts).toEqual(want.counts);
  });

  it('every capture has an expectation', () => {
    expect(Object.keys(expected).length).toBeGreaterThanOrEqual(36);
  });

  it('a capture of a clone is not in the app that was asked for', () => {
    expect(report('instagram/story_editor_2026-02_clone_pkg.en.xml', 'com.instagram.android').kind).toBe('not_in_app');
    expect(report('tiktok/trill_feed.en.xml', 'com.zhiliaoapp.musically').kind).toBe('not_in_app');
  });
});
