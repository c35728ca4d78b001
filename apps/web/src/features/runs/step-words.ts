import { Outcome, ScreenKind } from '@muster/contract';
import type { TFunction } from 'i18next';

const acts = [
  'launch',
  'tap',
  'back',
  'scroll',
  'wait',
  'type identifier',
  'type password',
  'type code',
  'submit credentials',
  'submit code',
] as const;
type ActWord = (typeof acts)[number];

/** What was seen before an act; a kind this page does not know is shown as it is. */
export function screenWords(screen: string | null, t: TFunction): string {
  if (screen === null) return t('runs.nothingSeen');
  const kind = ScreenKind.safeParse(screen);
  return kind.success ? t(`runs.screen.${kind.data}`) : screen;
}

/** What was done; the last step of a task bears its outcome. */
export function actWords(act: string, t: TFunction): string {
  if (isAct(act)) return t(`runs.act.${act}`);
  const outcome = Outcome.safeParse(act);
  return outcome.success ? t(`runs.outcome.${outcome.data}`) : act;
}

function isAct(act: string): act is ActWord {
  return acts.some((known) => known === act);
}
