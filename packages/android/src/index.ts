export { AndroidError, androidErrorCodes, type AndroidErrorCode } from './android-error.ts';
export { readClock, type ClockReading } from './apps/clock.ts';
export { appVersion, launchApp, stopApp, type AppVersion } from './apps/packages.ts';
export { frontPackage, screenState, wakeScreen, type ScreenState } from './apps/screen.ts';
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
export type { Point, TypeOptions, UiDriver } from './driver/ui-driver.ts';
export { startUiDriver } from './driver/uiautomator.ts';
export { adbServer } from './transports/adb-server.ts';
export { directTcp, type DirectTcp, type DirectTcpOptions } from './transports/direct-tcp.ts';
export {
  sightingStates,
  type AdbServer,
  type AdbServerView,
  type PhoneTransport,
  type Sighting,
  type SightingState,
} from './transports/transport.ts';
