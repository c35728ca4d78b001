import { AndroidError } from '../android-error.ts';

/**
 * Throws `refused_text` for what the driver cannot put into a field without doing something else as well: text that ends in
 * a backslash and an n presses Enter after typing (appium-uiautomator2-server 10.6.6, SendKeysToElement), and so may a line break.
 * The error does not hold the text.
 */
export function checkTypeable(text: string): void {
  if (text.endsWith(String.raw`\n`)) {
    throw refused('it ends in "\\n", which would press Enter');
  }
  if (/[\n\r\u0085\u2028\u2029]/.test(text)) throw refused('it holds a line break');
  if (/(?!\t)\p{Cc}/u.test(text)) throw refused('it holds a control character');
  if (!text.isWellFormed()) throw refused('it is not valid Unicode');
}

const refused = (why: string): AndroidError =>
  new AndroidError('refused_text', `This value cannot be typed on a phone: ${why}. Change it, or type it by hand.`);
