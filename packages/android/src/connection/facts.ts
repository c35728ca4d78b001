import { AndroidError } from '../android-error.ts';
import type { PhoneConnection, PhoneFacts, ShellOptions } from './phone-connection.ts';

const longestFact = 200;

/** Asks a phone who it is. Throws `command_failed` when it has no serial number, without which it cannot be told apart. */
export async function readFacts(phone: PhoneConnection, options: ShellOptions): Promise<PhoneFacts> {
  const ask = async (...argv: string[]): Promise<string> => plainLine((await phone.shell(argv, options)).stdout);
  const [serialno, bootSerial, model, androidVersion, androidId] = await Promise.all([
    ask('getprop', 'ro.serialno'),
    ask('getprop', 'ro.boot.serialno'),
    ask('getprop', 'ro.product.model'),
    ask('getprop', 'ro.build.version.release'),
    ask('settings', 'get', 'secure', 'android_id'),
  ]);
  const serial = serialno || bootSerial;
  if (serial === '') {
    throw new AndroidError(
      'command_failed',
      'The phone does not tell its serial number (ro.serialno), so it cannot be told apart.',
    );
  }
  return { serial, model, androidVersion, androidId: /^[0-9a-f]{1,16}$/i.test(androidId) ? androidId : null };
}

/** The first line of what a phone said, without control characters and cut to a length that fits any list. */
export function plainLine(answer: string): string {
  const line = answer.trim().split(/[\r\n]/, 1)[0] ?? '';
  return line
    .replaceAll(/\p{Cc}/gu, '')
    .slice(0, longestFact)
    .toWellFormed()
    .trim();
}
