import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Secret } from '../secret.ts';
import { createLog } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let text = '';
  write(createLog({ level: 'trace', destination: { write: (line) => void (text += line) } }));
  return text;
}

describe('a secret', () => {
  it('is shown as [secret] however it is turned into text', () => {
    const secret = new Secret('hunter2');
    // oxlint-disable-next-line typescript/restrict-template-expressions -- the case in question
    const shown = [`${secret}`, String(secret), secret + '', JSON.stringify({ secret }), inspect({ secret })];
    expect(shown.join()).not.toContain('hunter2');
    expect(shown[3]).toBe('{"secret":"[secret]"}');
    expect(Object.keys(secret)).toEqual([]);
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('the log', () => {
  it('holds no secret, by type or by name', () => {
    const text = logged((log) => {
      log.info(
        { field: new Secret('hunter2'), deep: { er: new Secret('hunter2') } },
        `got ${String(new Secret('hunter2'))}`,
      );
      log.info({ password: 'hunter2', body: { pwd: 'hunter2', headers: { authorization: 'hunter2' } } });
      log.info('%s %o', new Secret('hunter2'), { of: new Secret('hunter2') });
    });
    expect(text).not.toContain('hunter2');
    expect(text).toContain('[secret]');
  });

  it('says of a database error what it is, and not which row', () => {
    const error = Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(hunter2) exists.' });
    const text = logged((log) => log.error({ err: error }, 'failed'));
    expect(text).toContain('"code":"23505"');
    expect(text).not.toContain('hunter2');
  });

  it('is one line an entry, whatever a value holds', () => {
    const hostile = 'a\n{"level":"fatal"}\r\u2028\u2029\u0085\u202e\u001b[31m\u009b\u0000';
    const text = logged((log) => log.info({ model: hostile, [hostile]: 1 }, hostile));
    expect(text.split(/[\n\r\u2028\u2029\u0085]/)).toHaveLength(2);
    // oxlint-disable-next-line no-control-regex -- these are what must not be there
    expect(text.trimEnd()).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(JSON.parse(text)).toMatchObject({ level: 'info', model: hostile, msg: hostile });
  });
});
