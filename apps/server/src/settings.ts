import { platformSecrets, platformSettings, webOrigin, type Setting } from './platform/index.ts';
import { WrongValue } from './platform/config/settings.ts';

/** Where an adb server is looked for. */
export interface AdbServerAddress {
  readonly host: string;
  readonly port: number;
}

/** What the modules add to the settings of the platform. */
export const moduleSettings = {
  adbServer: {
    variable: 'MUSTER_ADB_SERVER',
    what: 'Where the adb server of this machine listens, as HOST:PORT, or off. Muster never starts or ends one.',
    standard: '127.0.0.1:5037',
    read: adbServerAddress,
  },
  tiktokWeb: {
    variable: 'MUSTER_TIKTOK_WEB',
    what: 'The origin of public profile pages.',
    standard: 'https://www.tiktok.com',
    read: webOrigin,
  },
} satisfies Record<string, Setting<unknown>>;

/** Everything that can be set, for docs/reference/configuration.md. */
export const allSettings = { ...platformSettings, ...platformSecrets, ...moduleSettings };

function adbServerAddress(text: string): AdbServerAddress | 'off' {
  if (text === 'off') return 'off';
  const [, host, port] = /^([\w.-]+|\[[0-9a-f:]+\]):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || Number(port) > 65_535) throw new WrongValue('must be HOST:PORT, or off');
  return { host, port: Number(port) };
}
