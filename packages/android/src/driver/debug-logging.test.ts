import { expect, test } from 'vitest';
import { talkativeProperty } from './debug-logging.ts';

test.each([
  ['[log.tag.appium]: [DEBUG]', 'log.tag.appium'],
  ['[log.tag]: [V]', 'log.tag'],
  ['[ro.serialno]: [X]\n[persist.log.tag.UiObject2]: [d]\n', 'persist.log.tag.UiObject2'],
])('%j makes the driver log what it types', (getprop, property) => {
  expect(talkativeProperty(getprop)).toBe(property);
});

test.each(['', '[log.tag.appium]: [INFO]', '[log.tag]: [I]', '[log.tag.stats_log]: [D]', '[log.tag.appium]: []'])(
  '%j is no reason to refuse',
  (getprop) => {
    expect(talkativeProperty(getprop)).toBeUndefined();
  },
);
