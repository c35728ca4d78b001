import { describe, expect, it } from 'vitest';
import { parseScript } from './parse.ts';
import { ShellSyntaxError } from './syntax.ts';
import type { Script } from './syntax.ts';

/** Shows the structure: words in brackets, operators between. */
function show(script: Script): string {
  return script
    .map(({ steps, background }) => {
      const list = steps.map(({ when, pipeline }) => {
        const stages = pipeline.commands.map((command) =>
          command.kind === 'group'
            ? `{${show(command.body)}}`
            : command.words
                .map(
                  (word) => `[${word.map((part) => (part.kind === 'text' ? part.text : `<${part.kind}>`)).join('|')}]`,
                )
                .join(''),
        );
        return `${when === 'always' ? '' : `${when}:`}${stages.join(' pipe ')}`;
      });
      return list.join(' ') + (background ? ' &' : '');
    })
    .join(' ; ');
}

describe('parseScript', () => {
  it.each([
    [`am start -n 'a b/c'`, '[am][start][-n][a b/c]'],
    [`a && b || c; d\ne`, '[a] success:[b] failure:[c] ; [d] ; [e]'],
    [`ps -A | grep "x y" | wc -l`, '[ps][-A] pipe [grep][x y] pipe [wc][-l]'],
    [`(a; b) && c`, '{[a] ; [b]} success:[c]'],
    [`sleep 1 & b`, '[sleep][1] & ; [b]'],
    [`echo a\\ b $? "$(id -u)"`, '[echo][a |b][<variable>][|<substitution>]'.replace('a |b', 'a| |b')],
    [`echo # not this`, '[echo]'],
    [`echo a#b ''`, '[echo][a#b][]'],
    [``, ''],
  ])('reads %j', (text, expected) => {
    expect(show(parseScript(text))).toBe(expected);
  });

  it('keeps redirects in order and apart from words', () => {
    const [first] = parseScript('cmd 2>&1 > /dev/null < in')[0]?.steps[0]?.pipeline.commands ?? [];
    expect(first?.redirects.map(({ kind }) => kind)).toEqual(['duplicate', 'output', 'input']);
    expect(first?.kind === 'simple' && first.words).toHaveLength(1);
  });

  it.each([`echo 'open`, `echo "open`, `a &&`, `| b`, `(a`, `a )`, `echo >`])('refuses %j', (text) => {
    expect(() => parseScript(text)).toThrow(ShellSyntaxError);
  });
});
