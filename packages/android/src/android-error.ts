/** Every way in which talking to a phone can fail. A closed list: callers switch on it. */
export const androidErrorCodes = [
  'bad_address',
  'unreachable',
  'not_adb',
  'needs_pairing',
  'unauthorized',
  'no_permission',
  'no_adb_server',
  'key_unusable',
  'timed_out',
  'phone_gone',
  'command_failed',
  'too_large',
  'install_failed',
  'app_missing',
  'debug_logging',
  'ui_unavailable',
  'field_not_focused',
  'refused_text',
] as const;

export type AndroidErrorCode = (typeof androidErrorCodes)[number];

/**
 * The only error this package throws on purpose (an aborted `AbortSignal` throws its own reason).
 * The message is one sentence a person can act on; it never holds text that was typed on a phone.
 */
export class AndroidError extends Error {
  override readonly name = 'AndroidError';
  readonly code: AndroidErrorCode;

  constructor(code: AndroidErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.code = code;
  }
}
