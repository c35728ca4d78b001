import { decide } from '../deciding/login.ts';
import type { NetworkModule } from '../module.ts';
import { recognise } from './recognise.ts';

export const tiktok: NetworkModule = {
  network: 'tiktok',
  packages: ['com.zhiliaoapp.musically', 'com.ss.android.ugc.trill'],
  recognise,
  decide,
};
