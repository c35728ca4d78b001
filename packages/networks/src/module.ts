import type { UiTree } from '@muster/android/tree';
import type { Network } from '@muster/contract';
import type { Decision, Goal, Memory } from './decision.ts';
import type { Screen } from './screen.ts';

/** All that is particular to one app. Both functions are pure and never throw. */
export interface NetworkModule {
  readonly network: Network;
  /** The app's packages as its makers publish them; clones have others. */
  readonly packages: readonly string[];
  /** What the windows of `packageName` show; windows of others count only where they ask something about it. */
  recognise(tree: UiTree, options: { readonly packageName: string }): Screen;
  decide(goal: Goal, screen: Screen, memory: Memory): Decision;
}
