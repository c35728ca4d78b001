import { AndroidError, type PhoneConnection } from '@muster/android';

const TIMEOUT_MS = 15_000;
const MOST_BYTES = 40 * 1024 * 1024;
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** The screen as a PNG, through text because shells of old phones change line ends. @throws AndroidError */
export async function screenshotOf(phone: PhoneConnection): Promise<Buffer> {
  const result = await phone.shell(['sh', '-c', 'screencap -p | base64'], {
    timeoutMs: TIMEOUT_MS,
    maxBytes: MOST_BYTES,
  });
  const png = Buffer.from(result.stdout, 'base64');
  if (!png.subarray(0, PNG_SIGNATURE.length).equals(PNG_SIGNATURE)) {
    throw new AndroidError('command_failed', 'The phone gave no picture of its screen.');
  }
  return png;
}
