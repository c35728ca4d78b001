import { view } from './view.ts';
import type { Box, View, ViewProps } from './view.ts';

/** A text field of an app: it keeps its value while views of it come and go. */
export class TextField {
  value = '';
  readonly maxLength: number;

  constructor(maxLength = 5000) {
    this.maxLength = maxLength;
  }

  set(text: string): void {
    this.value = text.slice(0, this.maxLength);
  }
}

/** Which field of an app has the focus, and whether the keyboard is up. */
export class Editing {
  focus: TextField | null = null;
  keyboard = false;

  focusOn(field: TextField): void {
    this.focus = field;
    this.keyboard = true;
  }

  leave(): void {
    this.focus = null;
    this.keyboard = false;
  }

  /** An EditText bound to its field. */
  input(field: TextField, box: Box, props: ViewProps): View {
    return view('EditText', box, {
      field,
      focused: this.focus === field,
      longClickable: true,
      maxLength: field.maxLength,
      tap: () => this.focusOn(field),
      ...props,
    });
  }
}
