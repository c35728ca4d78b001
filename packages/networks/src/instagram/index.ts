import { decide } from '../deciding/login.ts';
import type { NetworkModule } from '../module.ts';
import { recognise } from './recognise.ts';

export const instagram: NetworkModule = {
  network: 'instagram',
  packages: ['com.instagram.android'],
  recognise,
  decide,
};
