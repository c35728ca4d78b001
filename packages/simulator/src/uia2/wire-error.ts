/** An error as UiAutomator2's server answers it: W3C WebDriver's words and statuses. */
export class WireError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string) {
    super(message);
    this.name = 'WireError';
    this.code = code;
    this.status = status;
  }
}

export const invalidSelector = (message: string): WireError => new WireError('invalid selector', 400, message);
export const invalidArgument = (message: string): WireError => new WireError('invalid argument', 400, message);
export const noSuchElement = (): WireError =>
  new WireError(
    'no such element',
    404,
    'An element could not be located on the page using the given search parameters',
  );
export const staleElement = (): WireError =>
  new WireError('stale element reference', 404, 'The element does not exist in DOM anymore');
export const unknownCommand = (): WireError =>
  new WireError(
    'unknown command',
    404,
    'The requested resource could not be found, or a request was received using an HTTP method that is not supported by the mapped resource',
  );
export const noSession = (): WireError =>
  new WireError('invalid session id', 404, 'A session is either terminated or not started');
