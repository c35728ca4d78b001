import { randomUUID } from 'node:crypto';
import type { View, Window } from '../apps/view.ts';
import { allFound, attributeOf } from './found.ts';
import type { Found } from './found.ts';
import { findByUiSelector } from './ui-selector.ts';
import { invalidSelector, staleElement } from './wire-error.ts';
import { findByXpath } from './xpath.ts';

interface Remembered {
  path: readonly number[];
  packageName: string;
  className: string;
  id: string | undefined;
  desc: string | undefined;
}

/** Finds views, and remembers those it gave out: a name is good as long as the same view is in the same place. */
export class ElementStore {
  readonly #known = new Map<string, Remembered>();

  /** @throws WireError `invalid selector` for a strategy or selector the server does not take. */
  find(windows: readonly Window[], strategy: string, selector: string): Found[] {
    const views = allFound(windows);
    switch (strategy) {
      case 'id':
        return views.filter((found) => attributeOf(found, 'resource-id') === fullId(selector, found));
      case 'accessibility id':
        return views.filter((found) => found.view.desc === selector);
      case 'class name':
        return views.filter((found) => found.view.className === selector);
      case 'xpath':
        return findByXpath(
          windows.map(({ root, packageName }) => ({ view: root, packageName })),
          selector,
        );
      case '-android uiautomator':
        return findByUiSelector(views, selector);
      default:
        throw invalidSelector(`Unsupported locator strategy: ${strategy}`);
    }
  }

  /** @returns the element's name in the two spellings clients use. */
  remember(windows: readonly Window[], { view, packageName }: Found): Record<string, string> {
    const path = pathTo(windows, view);
    if (!path) throw staleElement();
    const name = randomUUID();
    this.#known.set(name, { path, packageName, className: view.className, id: view.id, desc: view.desc });
    return { ELEMENT: name, 'element-6066-11e4-a52e-4f735466cecf': name };
  }

  /** @throws WireError `stale element reference` */
  recall(windows: readonly Window[], name: string): Found {
    const known = this.#known.get(name);
    const view = known && viewAt(windows, known.path);
    if (!known || !view || view.className !== known.className || view.id !== known.id || view.desc !== known.desc) {
      throw staleElement();
    }
    return { view, packageName: known.packageName };
  }

  forget(): void {
    this.#known.clear();
  }
}

function fullId(selector: string, found: Found): string {
  return selector.includes(':') ? selector : `${found.packageName}:id/${selector}`;
}

function pathTo(windows: readonly Window[], wanted: View): readonly number[] | null {
  for (const [at, { root }] of windows.entries()) {
    const path = pathBelow(root, wanted);
    if (path) return [at - windows.length, ...path];
  }
  return null;
}

function pathBelow(view: View, wanted: View): readonly number[] | null {
  if (view === wanted) return [];
  for (const [at, child] of view.children.entries()) {
    const path = pathBelow(child, wanted);
    if (path) return [at, ...path];
  }
  return null;
}

function viewAt(windows: readonly Window[], [window = -1, ...path]: readonly number[]): View | undefined {
  return path.reduce<View | undefined>((view, at) => view?.children[at], windows.at(window)?.root);
}
