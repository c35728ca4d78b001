export { center, find, findAll, walk } from './tree.ts';
export type { Bounds, UiNode, UiTree } from './tree.ts';
export { UiTreeError } from './error.ts';
export type { UiTreeErrorCode } from './error.ts';
export { parseUiTree, treeLimits } from './parse.ts';
export { redactTree } from './redact.ts';
