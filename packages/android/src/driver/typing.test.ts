import { expect, test } from 'vitest';
import { checkTypeable } from './typing.ts';

test.each(['', 'p@ss word', 'tab\there', String.raw`a\nb`, String.raw`ends in \N`, 'пароль', '密码🔑', "'; reboot"])(
  '%j can be typed',
  (text) => {
    expect(() => checkTypeable(text)).not.toThrow();
  },
);

test.each([String.raw`secret\n`, 'secret\n', 'sec\rret', 'sec\u2028ret', 'sec\0ret', 'sec\u001bret', 'secret\ud800'])(
  '%j is refused without being repeated',
  (text) => {
    expect(() => checkTypeable(text)).toThrow(expect.objectContaining({ code: 'refused_text' }));
    expect(() => checkTypeable(text)).not.toThrow(/sec/);
  },
);
