export { AndroidError, androidErrorCodes, type AndroidErrorCode } from './android-error.ts';
export type {
  CallOptions,
  HeldCommand,
  HeldCommandEnd,
  PhoneConnection,
  PhoneFacts,
  ShellOptions,
  ShellResult,
  TransportKind,
} from './connection/phone-connection.ts';
export {
  sightingStates,
  type AdbServer,
  type AdbServerView,
  type PhoneTransport,
  type Sighting,
  type SightingState,
} from './transports/transport.ts';
export type { Point, StartUiDriver, TypeOptions, UiDriver } from './driver/ui-driver.ts';
