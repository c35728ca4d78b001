import { expect, it } from 'vitest';
import { ReverseForwards } from './reverse.ts';

it('keeps reverse forwards as adb reverse sets, lists and removes them', () => {
  const reverse = new ReverseForwards();
  const answer = (request: string): string | undefined => reverse.answer(request)?.toString();
  expect(answer('forward:tcp:8080;tcp:9090')).toBe('OKAY');
  expect(answer('forward:norebind:tcp:8080;tcp:1')).toBe('FAIL001dcannot rebind existing socket');
  expect(answer('list-forward')).toBe('0019host-1 tcp:8080 tcp:9090\n');
  expect(answer('killforward:tcp:1')).toMatch(/^FAIL/);
  expect(answer('killforward:tcp:8080')).toBe('OKAY');
  expect(answer('list-forward')).toBe('0000');
  expect(answer('nonsense')).toBeUndefined();
});
