import { readFileSync } from 'node:fs';
import { parseUiTree } from '@muster/android/tree';
import type { UiNode, UiTree } from '@muster/android/tree';
import { describe, expect, test } from 'vitest';
import { sharedPath } from '../../../../tests/fixtures/shared.ts';
import { appiumXml, uiautomatorXml } from './hierarchy.ts';
import { openWorld } from './world.fixture.ts';
import type { World } from './world.fixture.ts';

const ANA = { username: 'ana', password: 'pw', displayName: 'Ana', posts: 8, followers: 2, following: 28 };
const INSTAGRAM = { package: 'com.instagram.android', network: 'instagram', version: '410.0' };
const TIKTOK = { package: 'com.zhiliaoapp.musically', network: 'tiktok', version: '41.0' };

function instagram(app: Record<string, unknown> = {}, account: Record<string, unknown> = {}): World {
  return openWorld({ instagram: [{ ...ANA, ...account }], app: { ...INSTAGRAM, ...app } });
}

function tiktok(app: Record<string, unknown> = {}): World {
  return openWorld({ tiktok: [{ username: 'tom', password: 'pw' }], app: { ...TIKTOK, ...app } });
}

function captured(path: string): UiTree {
  return parseUiTree(readFileSync(sharedPath(`screens/${path}`), 'utf8'));
}

/** The tree as both sides of a comparison: what a reader may go by, with the depth; no places, and no garbled words. */
function outline(roots: readonly UiNode[], texts: boolean, depth = 0): string[] {
  return roots.flatMap((node) => {
    const flags = Object.entries(node)
      .filter(([, value]) => value === true)
      .map(([name]) => name);
    const words = texts ? [node.text, node.description, node.hint] : [node.text !== '', node.description !== ''];
    const line = [' '.repeat(depth), node.className, node.resourceId, ...words, ...flags].join('|');
    return [line, ...outline(node.children, texts, depth + 1)];
  });
}

function shown(world: World): UiTree {
  return parseUiTree(appiumXml([world.phone.activeWindow()]));
}

describe('what was captured whole is drawn node for node', () => {
  const cases: [file: string, world: () => World, texts: boolean][] = [
    ['instagram/login_single_page.en.xml', () => instagram(), true],
    ['instagram/challenge_loading_blank.en.xml', () => instagram({ onOpen: ['loading'] }), true],
    [
      'instagram/challenge_captcha_confirm_human.en.xml',
      () => instagram({ signedIn: ['ana'] }, { gate: 'captcha' }),
      true,
    ],
    [
      'instagram/account_suspended.en.xml',
      () => instagram({ signedIn: ['ana'] }, { gate: 'suspended', displayName: 'Naros' }),
      true,
    ],
    ['instagram/popup_rate_instagram.en.xml', () => instagram({ signedIn: ['ana'], onOpen: ['rate_popup'] }), false],
    ['tiktok/popup_contacts_dialog.en.xml', () => tiktok({ onOpen: ['contacts_popup'] }), true],
    ['tiktok/splash_blank.en.xml', () => tiktok({ onOpen: ['loading'] }), true],
  ];
  test.each(cases)('%s', (file, world, texts) => {
    expect(outline(shown(world()).roots, texts)).toEqual(outline(captured(file).roots, texts));
  });

  test('tiktok/trill_popup_friends_dialog.en.xml', () => {
    const world = tiktok({ package: 'com.ss.android.ugc.trill', onOpen: ['friends_popup'] });
    const file = captured('tiktok/trill_popup_friends_dialog.en.xml');
    expect(outline(shown(world).roots, false)).toEqual(outline(file.roots, false));
  });
});

/** Class, flags and ancestors' ids of every node with an id. */
function marks(roots: readonly UiNode[]): Map<string, string> {
  const found = new Map<string, string>();
  const visit = (node: UiNode): void => {
    const flags = Object.entries(node)
      .filter(([name, value]) => value === true && name !== 'selected')
      .map(([name]) => name);
    if (node.resourceId !== '' && !found.has(node.resourceId))
      found.set(node.resourceId, [node.className, ...flags].join(' '));
    node.children.forEach(visit);
  };
  roots.forEach(visit);
  return found;
}

describe('what is drawn with less has the classes and flags of the capture at every id', () => {
  const cases: [file: string, world: () => World][] = [
    ['instagram/home_feed_scrolled.en.xml', () => instagram({ signedIn: ['ana'] })],
    ['instagram/own_profile_8posts.en.xml', () => profileOf(instagram({ signedIn: ['ana'] }))],
    [
      'instagram/own_profile_create_sheet_or_overlay.en.xml',
      () => instagram({ signedIn: ['ana'], onOpen: ['create_sheet'] }),
    ],
    ['tiktok/feed_for_you_2025-09.en.xml', () => tiktok()],
  ];
  test.each(cases)('%s', (file, world) => {
    const real = marks(captured(file).roots);
    const drawn = marks(shown(world()).roots);
    expect(drawn.size).toBeGreaterThan(20);
    expect([...drawn]).toEqual([...drawn.keys()].map((id) => [id, real.get(id)]));
  });
});

function profileOf(world: World): World {
  world.tap('profile_tab');
  return world;
}

test('a missing counter leaves its slot to friends, as captured', () => {
  const world = profileOf(instagram({ signedIn: ['ana'] }, { posts: undefined }));
  expect(world.find('profile_header_post_count_front_familiar').desc).toBe('0friends');
});

test('both dialects say the same', () => {
  const windows = [instagram().phone.activeWindow()];
  expect(outline(parseUiTree(uiautomatorXml(windows)).roots, true)).toEqual(
    outline(parseUiTree(appiumXml(windows)).roots, true),
  );
});
