import { expect } from 'chai';
import { ExecutorLog } from '../../live/executor/executor-log';
import { numbered, tailed, type Tailing } from './tailing';

const DRAINED = { kind: 'drained', missing: false };
const UNSURE = { kind: 'unsure' };
const RING = 512;

/** The lines end so, whatever they were. */
function ended(...lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

async function seenTwice(tailing: Tailing): Promise<void> {
  expect(await tailing.poll()).to.deep.equal(UNSURE);
  expect(await tailing.poll({ afterMs: 99 })).to.deep.equal(UNSURE);
  expect(await tailing.poll({ afterMs: 1 })).to.deep.equal(DRAINED);
}

describe('a tail and lines that vanish', () => {
  for (const [what, line] of [
    ['the same', 'B'],
    ['another', 'a longer line'],
  ] as const) {
    it(`takes the line that took the last one’s place, of ${what} length, once`, async () => {
      for (const restarts of [false, true]) {
        await tailed({}, async (log, tailing, dir) => {
          const other = new ExecutorLog(dir, 'foo');
          log.append('a');
          const finish = other.beginAppend(line);
          log.append('b');
          await tailing.poll();
          finish();
          if (restarts) await tailing.restart();
          await seenTwice(tailing);
          log.append('c');
          await tailing.settle();
          expect(tailing.lines).to.deep.equal(['a', 'b', line, 'c']);
          expect(tailing.counters).to.include({ forks: 1, vanished_lines: 1, rollbacks: 0, recreates: 0 });
          expect(tailing.events).to.deep.equal(['fork']);
        });
      }
    });
  }

  it('goes back to the last common line, however many lines of the ring lie after it', async () => {
    for (const k of [1, 2, 3, 10, 100, RING - 1, RING]) {
      await tailed({}, async (log, tailing) => {
        const common = numbered(1, 3);
        const gone = numbered(1001, 1000 + k);
        log.appendBytes(ended(...common, ...gone));
        await tailing.drain();
        log.rewrite(() => ended(...common, 'new'));
        await seenTwice(tailing);
        expect(tailing.lines, `k = ${k}`).to.deep.equal([...common, ...gone, 'new']);
        expect(tailing.counters).to.include({ forks: 1, vanished_lines: k });
      });
    }
  });

  it('takes a file that shares nothing in reach for a new one, and says so', async () => {
    for (const k of [RING + 1, 2 * RING]) {
      await tailed({}, async (log, tailing) => {
        const common = numbered(1, 3);
        const gone = numbered(1001, 1000 + k);
        log.appendBytes(ended(...common, ...gone));
        await tailing.drain();
        log.rewrite(() => ended(...common, 'new'));
        await seenTwice(tailing);
        expect(tailing.lines).to.deep.equal([...common, ...gone, ...common, 'new']);
        expect(tailing.events).to.deep.equal(['recreate']);
      });
    }
  });

  it('takes a vanished line that comes back for the one it was', async () => {
    await tailed({}, async (log, tailing) => {
      log.appendBytes(ended('a', 'b', 'c'));
      await tailing.poll();
      log.rewrite(() => ended('a', 'x'));
      await seenTwice(tailing);
      await tailing.restart();
      log.appendBytes(ended('c', 'y', 'b', 'b'));
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c', 'x', 'y', 'b']);
      expect(tailing.counters.dedup_lines).to.equal(2);
    });
  });

  for (const r of [1, 3]) {
    it(`sees that a power loss took ${r} lines back, and counts none of the others again`, async () => {
      await tailed({}, async (log, tailing) => {
        const lines = numbered(1, 6);
        log.appendBytes(ended(...lines));
        await tailing.poll();
        log.rollBack(r);
        await seenTwice(tailing);
        expect(tailing.counters).to.include({ rollbacks: 1, vanished_lines: r, forks: 0 });
        await tailing.restart();
        await tailing.settle();
        log.append('new');
        await tailing.settle();
        expect(tailing.lines).to.deep.equal([...lines, 'new']);
        expect(tailing.events).to.deep.equal(['rollback']);
      });
    });
  }

  it('looks twice before it believes, and once more when all was as before in between', async () => {
    await tailed({}, async (log, tailing) => {
      log.appendBytes(ended('a', 'b'));
      await tailing.poll();
      for (let n = 0; n < 3; n++) {
        log.rewrite(() => ended('a'));
        expect(await tailing.poll()).to.deep.equal(UNSURE);
        log.rewrite(() => ended('a', 'b'));
        expect(await tailing.poll()).to.deep.equal(DRAINED);
      }
      expect(tailing.lines).to.deep.equal(['a', 'b']);
      expect(tailing.events).to.deep.equal([]);
    });
  });
});

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
