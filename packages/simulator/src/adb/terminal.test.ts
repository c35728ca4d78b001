import { describe, expect, it } from 'vitest';
import { LineEditor, toTerminal } from './terminal.ts';

describe('LineEditor', () => {
  it('echoes keys, takes back with backspace and gives whole lines', () => {
    const events = new LineEditor().feed(Buffer.from('idx\u007f\r'));
    expect(events.map((event) => (event.kind === 'echo' ? event.text : event))).toEqual([
      'i',
      'd',
      'x',
      '\b \b',
      { kind: 'line', line: 'id' },
    ]);
  });

  it('tells Ctrl-C from Ctrl-D, which ends only an empty line', () => {
    const kinds = new LineEditor().feed(Buffer.from('a\u0003\u0004')).map(({ kind }) => kind);
    expect(kinds).toEqual(['echo', 'interrupt', 'end']);
  });

  it('joins a character whose bytes come apart', () => {
    const editor = new LineEditor();
    const [first, second] = [Buffer.from('é').subarray(0, 1), Buffer.from('é').subarray(1)];
    expect([...editor.feed(first), ...editor.feed(second)]).toEqual([{ kind: 'echo', text: 'é' }]);
  });
});

describe('toTerminal', () => {
  it('ends lines with CR LF and leaves other bytes alone', () => {
    expect(toTerminal('a\nb').toString()).toBe('a\r\nb');
    expect(Buffer.from(toTerminal(Buffer.from([0xff, 0x0a, 0x00])))).toEqual(Buffer.from([0xff, 0x0d, 0x0a, 0x00]));
  });
});
