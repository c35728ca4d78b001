export type * from './screen.ts';
export type * from './decision.ts';
export type { NetworkModule } from './module.ts';
