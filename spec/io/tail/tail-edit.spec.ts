import { expect } from 'chai';
import { numbered, tailed } from './tailing';

describe('a tail and an operator’s edit', () => {
  for (const [what, edit, expected] of [
    ['removed', (text: string) => text.replace('{"n":5}\n', ''), []],
    ['edited', (text: string) => text.replace('{"n":5}', '{"n":"five"}'), ['{"n":"five"}']],
    ['put in', (text: string) => text.replace('{"n":5}\n', '{"n":5}\n{"n":5.5}\n'), ['{"n":5.5}']],
  ] as const) {
    it(`counts no line again after one in the middle was ${what}`, async () => {
      for (const restarts of [false, true]) {
        await tailed({}, async (log, tailing) => {
          const lines = numbered(1, 200);
          log.appendBytes(`${lines.join('\n')}\n`);
          await tailing.poll();
          log.rewrite(edit);
          if (restarts) await tailing.restart();
          expect(await tailing.poll()).to.deep.equal({ kind: 'unsure' });
          log.append('z');
          await tailing.settle();
          expect(tailing.lines).to.deep.equal([...lines, ...expected, 'z']);
          expect(tailing.counters).to.include({
            forks: 1,
            vanished_lines: 196 - (what === 'put in' ? 1 : 0),
          });
        });
      }
    });
  }
});
