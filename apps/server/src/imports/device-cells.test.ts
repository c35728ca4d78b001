import { describe, expect, it } from 'vitest';
import { labelsOfUnseen, readDevice } from './device-cells.ts';

const one = { id: 1, label: '1', serial: 'AAA' };
const two = { id: 2, label: 'Two', serial: 'BBB' };
const known = {
  byName: new Map([
    ['AAA', one],
    ['10.0.0.1:5555', one],
    ['BBB', two],
  ]),
  byLabel: new Map([
    ['1', one],
    ['two', two],
  ]),
};

function spoken(read: ReturnType<typeof readDevice>): string {
  if ('problem' in read) return read.problem.code;
  if (read.kind === 'known') return read.device.label;
  if (read.kind !== 'unseen') return read.kind;
  return read.label === null ? `unseen ${read.name}` : `unseen ${read.name}, to be ${read.label}`;
}

describe('the cells device and device_index', () => {
  it.each([
    ['nothing said', undefined, undefined, one, 'keep'],
    ['blank cells', '', '', one, 'keep'],
    ['what is stored', 'AAA', '1', one, 'keep'],
    ['the stored phone by its address', '10.0.0.1:5555', '', one, 'keep'],
    ['the stored label in other letters', '', 'TWO', two, 'keep'],
    ['another serial beside the stored label', 'BBB', '1', one, 'Two'],
    ['another label beside the stored serial', 'AAA', 'two', one, 'Two'],
    ['both of the same phone', 'BBB', 'Two', one, 'Two'],
    ['only a label', undefined, 'Two', null, 'Two'],
    ['a serial that was not met', 'CCC', '', one, 'unseen CCC'],
    ['a serial that was not met beside the stored label', 'CCC', '1', one, 'unseen CCC'],
    ['two phones that disagree', 'AAA', 'Two', null, 'device_disagrees'],
    ['a known label and a serial that was not met', 'CCC', 'Two', null, 'device_disagrees'],
    ['an unknown label', '', '9', one, 'unknown_label'],
    ['an unknown label beside a serial that was not met', 'CCC', '9', null, 'unseen CCC, to be 9'],
    ['an unknown label beside a known serial', 'AAA', '9', null, 'unknown_label'],
    ['a control character', 'C\u0001', '', null, 'bad_device'],
  ])('read %s', (_, device, label, stored, expected) => {
    expect(spoken(readDevice({ device, label }, stored, known, false))).toBe(expected);
  });

  it('take the account off its phone only where blank cells clear and none says a phone', () => {
    expect(readDevice({ device: '', label: '' }, one, known, true)).toEqual({ kind: 'clear' });
    expect(readDevice({ device: '', label: '1' }, one, known, true)).toEqual({ kind: 'keep' });
    expect(readDevice({ device: undefined, label: undefined }, one, known, true)).toEqual({ kind: 'keep' });
  });

  it('label a phone to be only where every row says the same', () => {
    const unseen = (name: string, label: string | null) => ({ kind: 'unseen' as const, name, label });
    const labels = labelsOfUnseen([
      unseen('A', '7'),
      unseen('A', ' 7'.trim()),
      unseen('B', '1'),
      unseen('B', '2'),
      unseen('B', '2'),
      unseen('C', null),
      { kind: 'keep' },
    ]);
    expect(Object.fromEntries(labels)).toEqual({ A: '7', B: null, C: null });
  });
});
