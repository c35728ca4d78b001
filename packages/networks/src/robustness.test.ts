import { parseUiTree, walk, type UiNode, type UiTree } from '@muster/android/tree';
import { ScreenKind, type Network } from '@muster/contract';
import * as fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { sharedPath } from '../../../tests/fixtures/shared.ts';
import { describeScreen } from './index.ts';
import { networks } from './networks.ts';
import type { Screen } from './screen.ts';

interface Capture {
  readonly network: Network;
  readonly file: string;
  readonly tree: UiTree;
  readonly packageName: string;
}

const captures = (['instagram', 'tiktok'] as const).flatMap((network) =>
  readdirSync(sharedPath(`screens/${network}`)).flatMap((file): Capture[] => {
    if (file === 'home_feed_2025-06.es.xml') return [];
    const tree = parseUiTree(readFileSync(sharedPath(`screens/${network}/${file}`), 'utf8'));
    const packageName = tree.roots
      .map((root) => root.packageName)
      .find((name) => /instagram|musically|trill/.test(name));
    return packageName === undefined ? [] : [{ network, file, tree, packageName }];
  }),
);

const look = ({ network, packageName }: Capture, tree: UiTree): Screen =>
  networks[network].recognise(tree, { packageName });

/** Rebuilds a tree with each node's children changed; `at` counts nodes in the order of the dump. */
function rebuild(tree: UiTree, change: (children: readonly UiNode[], at: number) => readonly UiNode[]): UiTree {
  let at = 0;
  const visit = (node: UiNode): UiNode => {
    const here = (at += 1);
    return { ...node, children: change(node.children.map(visit), here) };
  };
  return { roots: change(tree.roots.map(visit), 0) };
}

/** Printed by its name when a property fails. */
const anyCapture = fc.constantFrom(
  ...captures.map((capture) => ({ ...capture, [fc.toStringMethod]: () => capture.file })),
);

const damage = fc.record({
  kind: fc.constantFrom('delete', 'reverse', 'repeat', 'mute'),
  every: fc.integer({ min: 2, max: 40 }),
  offset: fc.nat(40),
});

function damaged(tree: UiTree, { kind, every, offset }: { kind: string; every: number; offset: number }): UiTree {
  let seen = offset;
  let repeated = 0;
  const isHit = () => (seen += 1) % every === 0;
  // Repeats within repeats double a tree each time.
  const isRepeated = () => isHit() && (repeated += 1) <= 2;
  return rebuild(tree, (children) => {
    switch (kind) {
      case 'delete':
        return children.filter(() => !isHit());
      case 'reverse':
        return isHit() ? children.toReversed() : children;
      case 'repeat':
        return children.flatMap((child) => (isRepeated() ? [child, child] : [child]));
      default:
        return children.map((child) => (isHit() ? { ...child, text: '', description: '', resourceId: '' } : child));
    }
  });
}

const titles = (tree: UiTree) =>
  [...walk(tree.roots)]
    .filter((node) => node.resourceId.endsWith(':id/action_bar_title'))
    .map((node) => node.text.trim());

describe('a damaged screen', () => {
  it('is never somebody’s own profile that it did not show, and never throws', () => {
    fc.assert(
      fc.property(anyCapture, fc.array(damage, { minLength: 1, maxLength: 3 }), (capture, harm) => {
        const before = look(capture, capture.tree);
        const after = look(capture, harm.reduce(damaged, capture.tree));
        expect(ScreenKind.options).toContain(describeScreen(after).kind);
        const shown = after.kind === 'own_profile' ? [after.username] : [];
        const allowed = before.kind === 'own_profile' || before.kind === 'popup' ? titles(capture.tree) : [];
        expect(allowed).toEqual(expect.arrayContaining(shown));
      }),
      { numRuns: 400 },
    );
  });

  it('is never signed out: a form and a welcome come only from pages that show them', () => {
    fc.assert(
      fc.property(anyCapture, fc.array(damage, { minLength: 1, maxLength: 3 }), (capture, harm) => {
        const before = look(capture, capture.tree).kind;
        const after = look(capture, harm.reduce(damaged, capture.tree)).kind;
        expect(['login', 'welcome'].includes(after) && before !== 'login').toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('reads the same whatever windows of other apps stand before or after it', () => {
    fc.assert(
      fc.property(anyCapture, anyCapture, fc.boolean(), (capture, other, first) => {
        fc.pre(other.packageName !== capture.packageName);
        const roots = first
          ? [...other.tree.roots, ...capture.tree.roots]
          : [...capture.tree.roots, ...other.tree.roots];
        // A window of another size would change what "the whole screen" is; two apps on one phone share one.
        fc.pre(JSON.stringify(other.tree.roots[0]?.bounds) === JSON.stringify(capture.tree.roots[0]?.bounds));
        expect(describeScreen(look(capture, { roots }))).toEqual(describeScreen(look(capture, capture.tree)));
      }),
      { numRuns: 200, maxSkipsPerRun: 1000 },
    );
  });
});
