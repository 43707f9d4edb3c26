import { appendFileSync } from 'node:fs';
import { expect } from 'chai';
import { tailed } from './tailing';

const MAX = 1 << 20;

describe('a tail and the last line of a rotated file', () => {
  for (const [what, rest] of [
    ['is whole', '{"whole":1}'],
    ['is torn', '{"torn":'],
    ['is too long', 'x'.repeat(MAX + 1)],
  ] as const) {
    it(`hands over a last line that ${what}, without its newline, when the file was rotated, once`, async () => {
      for (const restarts of [false, true]) {
        await tailed({}, async (log, tailing) => {
          log.append('a');
          await tailing.poll();
          log.appendBytes(rest);
          await tailing.poll();
          log.rotate();
          log.append('b');
          await tailing.poll();
          expect(tailing.lines).to.deep.equal(['a', 'b']);
          if (restarts) await tailing.restart();
          await tailing.settle();
          const text = rest.length > MAX ? `<${rest.length} bytes>` : rest;
          expect(tailing.lines).to.deep.equal(['a', 'b', text]);
          expect(tailing.handed[2]).to.include({ offset: 2, ended: false, file: 'foo.1.jsonl' });
          await tailing.restart();
          log.rotate();
          log.append('c');
          await tailing.settle();
          expect(tailing.lines).to.deep.equal(['a', 'b', text, 'c']);
          expect(tailing.events).to.deep.equal(['rotation', 'rotation']);
        });
      }
    });
  }

  it('waits a while for the rest of such a line, and takes both as one', async () => {
    await tailed({}, async (log, tailing, dir) => {
      log.appendBytes('a\n{"x"');
      await tailing.poll();
      log.rotate();
      log.append('b');
      await tailing.poll();
      appendFileSync(`${dir}/foo.1.jsonl`, ':1}\n');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', '{"x":1}']);
      expect(tailing.handed[2]).to.include({ offset: 2, ended: true });
    });
  });

  it('hands over the whole line when one that was taken for the last is completed after all', async () => {
    await tailed({}, async (log, tailing, dir) => {
      log.appendBytes('a\n{"x"');
      await tailing.poll();
      log.rotate();
      log.append('b');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', '{"x"']);
      appendFileSync(`${dir}/foo.1.jsonl`, ':1}\n');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', '{"x"', '{"x":1}']);
      await tailing.restart();
      await tailing.settle();
      expect(tailing.lines).to.have.length(4);
    });
  });

  it('does not wait when rotations follow on each other', async () => {
    await tailed({}, async (log, tailing) => {
      log.appendBytes('a\ntorn');
      await tailing.poll();
      for (const line of ['b', 'c', 'd', 'e', 'f']) {
        log.rotate();
        log.append(line);
        await tailing.poll();
      }
      expect(tailing.lines.toSorted()).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f', 'torn']);
      expect(new Set(tailing.events)).to.deep.equal(new Set(['rotation']));
    });
  });
});
