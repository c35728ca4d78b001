import { Picture } from './png.ts';
import type { Colour } from './png.ts';
import { DISPLAY, shownText } from './view.ts';
import type { View, Window } from './view.ts';

const PALETTE: readonly Colour[] = [
  [250, 250, 250],
  [224, 224, 228],
  [38, 38, 43],
  [0, 100, 224],
  [196, 206, 216],
  [150, 150, 158],
];
const COLOUR = { paper: 0, field: 1, ink: 2, button: 3, picture: 4, line: 5 } as const;

/** The screen as a PNG: boxes for what can be pressed, bars where there is text. */
export function screenshotPng(windows: readonly Window[]): Buffer {
  const picture = new Picture(DISPLAY.width, DISPLAY.height, PALETTE);
  for (const { root } of windows) {
    const [left, top, right, bottom] = root.box;
    picture.fill(left, top, right, bottom, COLOUR.paper);
    draw(picture, root);
  }
  return picture.png();
}

function draw(picture: Picture, view: View): void {
  const [left, top, right, bottom] = view.box;
  if (view.className.endsWith('.ImageView')) picture.fill(left, top, right, bottom, COLOUR.picture);
  else if (view.className.endsWith('.EditText'))
    picture.fill(left - 20, top - 20, right + 20, bottom + 20, COLOUR.field);
  else if (view.className.endsWith('.Button')) picture.fill(left, top, right, bottom, COLOUR.button);
  const letters = shownText(view).length;
  if (letters > 0) {
    const middle = Math.floor((top + bottom) / 2);
    picture.fill(left, middle - 8, Math.min(right, left + letters * 22), middle + 8, COLOUR.ink);
  }
  for (const child of view.children) draw(picture, child);
}
