/** Why a hierarchy could not be read. */
export type UiTreeErrorCode = 'empty' | 'malformed' | 'unsafe' | 'too_large' | 'too_deep' | 'not_a_hierarchy';

/** A hierarchy that cannot be read. Its message never repeats what stood in the hierarchy. */
export class UiTreeError extends Error {
  override readonly name = 'UiTreeError';
  readonly code: UiTreeErrorCode;

  constructor(code: UiTreeErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
