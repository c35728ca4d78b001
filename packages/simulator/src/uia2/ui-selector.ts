import { attributeOf } from './found.ts';
import type { Found } from './found.ts';
import { invalidSelector } from './wire-error.ts';

type Test = (found: Found) => boolean;
type Criterion = (argument: string) => Test;

const is =
  (name: string): Criterion =>
  (wanted) =>
  (found) =>
    attributeOf(found, name) === wanted;
const has =
  (name: string): Criterion =>
  (part) =>
  (found) =>
    contains(attributeOf(found, name), part);
const starts =
  (name: string): Criterion =>
  (part) =>
  (found) =>
    startsWith(attributeOf(found, name), part);
const fits =
  (name: string): Criterion =>
  (pattern) => {
    const whole = new RegExp(`^(?:${pattern})$`, 's');
    return (found) => whole.test(attributeOf(found, name) ?? '');
  };

/** UiSelector compares `textContains` and `textStartsWith` without regard to case. */
const contains = (value: string | null, part: string): boolean =>
  (value ?? '').toLowerCase().includes(part.toLowerCase());
const startsWith = (value: string | null, part: string): boolean =>
  (value ?? '').toLowerCase().startsWith(part.toLowerCase());

const CRITERIA: Readonly<Record<string, Criterion>> = {
  text: is('text'),
  textContains: has('text'),
  textStartsWith: starts('text'),
  textMatches: fits('text'),
  description: is('content-desc'),
  descriptionContains: has('content-desc'),
  descriptionStartsWith: starts('content-desc'),
  descriptionMatches: fits('content-desc'),
  resourceId: is('resource-id'),
  resourceIdMatches: fits('resource-id'),
  className: is('class'),
  classNameMatches: fits('class'),
  packageName: is('package'),
  checkable: is('checkable'),
  checked: is('checked'),
  clickable: is('clickable'),
  enabled: is('enabled'),
  focusable: is('focusable'),
  focused: is('focused'),
  longClickable: is('long-clickable'),
  password: is('password'),
  scrollable: is('scrollable'),
  selected: is('selected'),
};

/**
 * The views a `new UiSelector().…` finds: any of its tests on one view, with `instance` or `index`.
 * @throws WireError `invalid selector` for parents, children and scrolling.
 */
export function findByUiSelector(views: readonly Found[], expression: string): Found[] {
  const calls = callsOf(expression);
  const tests: Test[] = [];
  let instance: number | null = null;
  for (const { name, argument } of calls) {
    const criterion = Object.hasOwn(CRITERIA, name) ? CRITERIA[name] : undefined;
    if (criterion) tests.push(criterion(argument));
    else if (name === 'instance') instance = Number(argument);
    else throw invalidSelector(`UiSelector.${name} is not supported`);
  }
  const found = views.filter((one) => tests.every((test) => test(one)));
  return instance === null ? found : found.slice(instance, instance + 1);
}

function callsOf(expression: string): { name: string; argument: string }[] {
  const body = /^\s*new UiSelector\(\)((?:\s*\.\s*\w+\((?:"(?:[^"\\]|\\.)*"|[\w.]*)\))+)\s*;?\s*$/s.exec(
    expression,
  )?.[1];
  if (body === undefined) throw invalidSelector(`Could not parse expression \`${expression}\``);
  return [...body.matchAll(/\.\s*(\w+)\(("(?:[^"\\]|\\.)*"|[\w.]*)\)/gs)].map(([, name = '', raw = '']) => ({
    name,
    argument: raw.startsWith('"') ? raw.slice(1, -1).replace(/\\(.)/gs, '$1') : raw,
  }));
}
