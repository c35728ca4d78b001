import type { Network } from '@muster/contract';
import { instagram } from './instagram/index.ts';
import type { NetworkModule } from './module.ts';
import { tiktok } from './tiktok/index.ts';

/** Every network Muster knows. */
export const networks: Readonly<Record<Network, NetworkModule>> = { tiktok, instagram };
