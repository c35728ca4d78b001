export { startPhone } from './phone.ts';
export type { PhoneOutside, SimulatedPhone } from './phone.ts';
export type { PhoneSpec } from './spec.ts';
