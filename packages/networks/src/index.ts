export type * from './screen.ts';
export type * from './decision.ts';
export type { NetworkModule } from './module.ts';
export { networks } from './networks.ts';
export { describeScreen, readScreen } from './read.ts';
export { startMemory } from './deciding/memory.ts';
export { comparable as comparableUsername, sameAccount } from './reading/username.ts';
export { parseCount } from './reading/count.ts';
