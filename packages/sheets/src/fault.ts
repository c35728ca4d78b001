import type { SheetRejectionCode } from './reading.ts';

/** The file is at fault: ends a reading and becomes its rejection. The message is one plain sentence for a person. */
export class SheetFault extends Error {
  readonly code: SheetRejectionCode;

  constructor(code: SheetRejectionCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SheetFault';
    this.code = code;
  }
}

/** Makes a fault of what a decoder says about broken bytes; a fault that is one already stays. */
export function damaged(cause: unknown): SheetFault {
  if (cause instanceof SheetFault) return cause;
  return new SheetFault('damaged', 'The file is damaged or incomplete.', { cause });
}
