import { GLYPH, pixelsOf } from './font.ts';
import { Picture } from './png.ts';
import type { Colour } from './png.ts';
import { DISPLAY, shownText } from './view.ts';
import type { Box, View, Window } from './view.ts';

const PALETTE: readonly Colour[] = [
  [250, 250, 250],
  [232, 232, 236],
  [38, 38, 43],
  [208, 226, 252],
  [196, 206, 216],
];
const COLOUR = { paper: 0, field: 1, ink: 2, button: 3, picture: 4 } as const;
const LARGEST_SCALE = 5;
const SMALLEST_SCALE = 2;

/** The screen as a PNG: boxes for what can be pressed and for pictures, and the texts. */
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
  else if (view.className.endsWith('.EditText')) picture.fill(left, top, right, bottom, COLOUR.field);
  else if (view.className.endsWith('.Button')) picture.fill(left, top, right, bottom, COLOUR.button);
  const text = shownText(view) || (view.children.length === 0 ? (view.desc ?? '') : '');
  if (text !== '' && !view.className.endsWith('.ImageView')) write(picture, text, view.box);
  for (const child of view.children) draw(picture, child);
}

/** One line, in the middle of its box, as large as fits; what is too long is cut. */
function write(picture: Picture, text: string, [left, top, right, bottom]: Box): void {
  const letters = Array.from(text);
  const fitting = Math.floor((right - left) / (letters.length * GLYPH.width));
  const scale = Math.max(SMALLEST_SCALE, Math.min(LARGEST_SCALE, fitting));
  const shown = letters.slice(0, Math.floor((right - left) / (scale * GLYPH.width)));
  const from = left + Math.floor((right - left - shown.length * GLYPH.width * scale) / 2);
  const above = Math.floor((top + bottom - GLYPH.height * scale) / 2);
  for (const [at, letter] of shown.entries()) {
    for (const { x, y } of pixelsOf(letter)) {
      const pixelLeft = from + (at * GLYPH.width + x) * scale;
      const pixelTop = above + y * scale;
      picture.fill(pixelLeft, pixelTop, pixelLeft + scale, pixelTop + scale, COLOUR.ink);
    }
  }
}
