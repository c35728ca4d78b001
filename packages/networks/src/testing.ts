import type { Bounds, UiNode, UiTree } from '@muster/android/tree';

/** A node for tests: everything that is not named is empty. `at` is left, top, right, bottom. */
export type Sketch = Partial<Omit<UiNode, 'bounds' | 'children' | 'packageName'>> & {
  readonly at?: readonly [number, number, number, number];
  readonly children?: readonly Sketch[];
};

const screenSize = { width: 1080, height: 2400 } as const;

/** A tree of one window per sketch, all of one package. Children without a place lie below each other. */
export function sketch(packageName: string, ...windows: readonly Sketch[]): UiTree {
  return { roots: windows.map((window) => toNode(window, packageName, whole)) };
}

const whole: Bounds = { left: 0, top: 0, right: screenSize.width, bottom: screenSize.height };

function toNode({ at, children = [], ...given }: Sketch, packageName: string, around: Bounds): UiNode {
  const bounds = at === undefined ? around : { left: at[0], top: at[1], right: at[2], bottom: at[3] };
  const step = (bounds.bottom - bounds.top) / Math.max(1, children.length);
  return {
    className: 'android.view.View',
    text: '',
    description: '',
    hint: '',
    resourceId: '',
    clickable: false,
    longClickable: false,
    checkable: false,
    checked: false,
    enabled: true,
    focusable: false,
    focused: false,
    scrollable: false,
    selected: false,
    password: false,
    ...given,
    packageName,
    bounds,
    children: children.map((child, index) => {
      const top = Math.floor(bounds.top + index * step);
      return toNode(child, packageName, { ...bounds, top, bottom: Math.floor(top + step) });
    }),
  };
}

/** A Bloks button: its name is the description, and stands again on a child that cannot be pressed. */
export function blok(name: string): Sketch {
  return {
    className: 'android.widget.Button',
    description: name,
    clickable: true,
    children: [{ text: name, description: name }],
  };
}

export function said(text: string): Sketch {
  return { className: 'android.widget.TextView', text };
}

export function pressed(text: string): Sketch {
  return { className: 'android.widget.Button', text, clickable: true };
}

export function field(given: Sketch): Sketch {
  return { className: 'android.widget.EditText', clickable: true, ...given };
}

/** A page whose parts lie below each other. */
export function pageOf(...children: readonly Sketch[]): Sketch {
  return { className: 'android.widget.FrameLayout', children };
}
