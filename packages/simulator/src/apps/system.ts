import { nest, view } from './view.ts';
import type { Box, Window } from './view.ts';

const SYSTEM_UI = 'com.android.systemui';
export const LAUNCHER = 'com.sec.android.app.launcher';
export const KEYBOARD = 'com.android.inputmethod.latin';
/** The keyboard covers the display from here down. */
export const KEYBOARD_TOP = 1600;

const STATUS_BAR: Box = [0, 0, 1080, 80];
const WHOLE: Box = [0, 0, 1080, 2400];

/** In dumps of all windows the status bar stands before the app. Captured: story_editor, feed_for_you_2024-02. */
export function statusBar(nowMs: number): Window {
  const time = new Date(nowMs).toISOString().slice(11, 16);
  const clock = view('TextView', [40, 0, 160, 80], { id: 'clock', text: time, desc: time });
  return {
    packageName: SYSTEM_UI,
    root: nest(['FrameLayout', 'FrameLayout#status_bar_container', 'FrameLayout#status_bar'], STATUS_BAR, [
      clock,
      view('ImageView', [700, 10, 760, 70], { desc: 'Wifi signal full.', id: 'wifi_combo' }),
      view('LinearLayout', [900, 10, 960, 70], { desc: 'Battery charging, 100 percent.', id: 'battery' }),
    ]),
  };
}

/** Assumed: its keys are not shown to accessibility. */
export function keyboardWindow(): Window {
  return {
    packageName: KEYBOARD,
    root: nest(['FrameLayout', 'FrameLayout#android:id/inputArea'], [0, KEYBOARD_TOP, 1080, 2400], []),
  };
}

/** Assumed: a home screen with one icon an app. */
export function homeScreen(apps: readonly { name: string; open: () => void }[]): Window {
  const icons = apps.map(({ name, open }, at) => {
    const left = 40 + (at % 4) * 255;
    const top = 1400 + Math.floor(at / 4) * 260;
    return view('TextView', [left, top, left + 235, top + 240], { text: name, desc: name, tap: open });
  });
  return { packageName: LAUNCHER, root: nest(['FrameLayout', 'FrameLayout#workspace'], WHOLE, icons) };
}

/** Assumed: a lock that asks for a PIN. */
export function lockScreen(nowMs: number): Window {
  const time = new Date(nowMs).toISOString().slice(11, 16);
  return {
    packageName: SYSTEM_UI,
    root: nest(['FrameLayout', 'FrameLayout#keyguard_host_view'], WHOLE, [
      view('TextView', [300, 300, 780, 480], { id: 'keyguard_clock', text: time, desc: time }),
      view('EditText', [240, 900, 840, 1020], { id: 'pinEntry', desc: 'PIN area', password: true, clickable: true }),
    ]),
  };
}
