import { expect } from 'chai';
import { ExecutorLog } from '../../live/executor/executor-log';
import { numbered, tailed, type Tailing } from './tailing';

function ended(from: number, to: number): string {
  return numbered(from, to)
    .map((line) => `${line}\n`)
    .join('');
}

/** A writer that is about to bring `a`, which was read, back with its own `b` behind; meanwhile `c` came, and a rotation. */
async function whileStale(
  use: (log: ExecutorLog, tailing: Tailing, finish: () => void) => Promise<void>,
): Promise<void> {
  await tailed({}, async (log, tailing, dir) => {
    const other = new ExecutorLog(dir, 'foo');
    log.append('a');
    await tailing.poll();
    const finish = other.beginAppend('b');
    log.append('c');
    log.rotate();
    await use(log, tailing, finish);
  });
}

describe('a tail and a writer that brings back an earlier file', () => {
  it('takes the new lines only of a segment that a stale writer brings back after a rotation', async () => {
    for (const behind of [0, 1, 5]) {
      for (const read of [true, false]) {
        await tailed({}, async (log, tailing, dir) => {
          const other = new ExecutorLog(dir, 'foo');
          log.appendBytes(ended(1, 20));
          await tailing.poll();
          const finish = other.beginAppend('stale');
          log.appendBytes(ended(21, 20 + behind));
          log.rotate();
          log.append('overwritten');
          if (read) await tailing.poll();
          finish();
          await tailing.drain();
          log.append('z');
          await tailing.settle();
          const all = numbered(1, 20 + behind);
          expect(tailing.lines).to.deep.equal([...all, ...(read ? ['overwritten'] : []), 'stale', 'z']);
          expect(tailing.counters.resurrects).to.equal(read || behind > 0 ? 1 : 0);
        });
      }
    }
  });

  it('loses no line of either file when one that was half read is brought back', async () => {
    await whileStale(async (log, tailing, finish) => {
      log.append('d');
      finish();
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'c', 'b']);
      log.append('e');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'c', 'b', 'e']);
    });
  });

  it('loses no line of a segment that has come into the archive while a stale writer brought it back', async () => {
    await whileStale(async (log, tailing, finish) => {
      log.append('x');
      log.rotate();
      finish();
      log.rotate();
      log.append('d');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'c', 'x', 'b', 'd']);
    });
  });

  it('knows both when a segment that was brought back is rotated before anyone looked', async () => {
    await tailed({}, async (log, tailing, dir) => {
      const other = new ExecutorLog(dir, 'foo');
      for (const line of ['a', 'b', 'c']) log.append(line);
      await tailing.poll();
      const finish = other.beginAppend('stale');
      log.rotate();
      log.append('d');
      await tailing.poll();
      finish();
      log.rotate();
      log.append('e');
      await tailing.settle();
      await tailing.restart();
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c', 'd', 'stale', 'e']);
    });
  });
});
