import type { UiNode } from '@muster/android/tree';
import type { Decision, Memory } from '../decision.ts';
import { act, giveUp, spend } from './memory.ts';

/** A step on the way. */
export function tap(node: UiNode, memory: Memory, note: string): Decision {
  return spend('detours', memory, (paid) => act({ kind: 'tap', node }, paid, note), tooFar(memory));
}

export function back(memory: Memory, note: string): Decision {
  return spend('detours', memory, (paid) => act({ kind: 'back' }, paid, note), tooFar(memory));
}

/** Declines or closes what covers the page; without a button for it, the back key. */
export function cover(node: UiNode | null, memory: Memory, note: string): Decision {
  return spend(
    'covers',
    memory,
    (paid) => act(node === null ? { kind: 'back' } : { kind: 'tap', node }, paid, note),
    () => giveUp(memory, 'unknown_screen', 'what covers the page does not go away'),
  );
}

function tooFar(memory: Memory): () => Decision {
  return () => giveUp(memory, 'unknown_screen', 'the way through the app does not end');
}
