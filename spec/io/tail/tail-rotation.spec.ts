import { appendFileSync, closeSync, openSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ExecutorLog } from '../../live/executor/executor-log';
import { numbered, tailed, type Tailing } from './tailing';

const DRAINED = { kind: 'drained', missing: false };

/** Fills a chain: segments of two lines each, all of them read. */
async function filled(log: ExecutorLog, tailing: Tailing, segments: number): Promise<number> {
  let n = 0;
  for (let segment = 0; segment < segments; segment++) {
    if (segment > 0) log.rotate();
    for (const line of numbered(n + 1, n + 2)) log.append(line);
    n += 2;
    await tailing.drain();
  }
  return n;
}

describe('a tail and rotations', () => {
  for (const unread of [0, 1, 700]) {
    it(`reads ${unread} lines on where they have gone, then the new file`, async () => {
      await tailed({}, async (log, tailing) => {
        log.append('a');
        await tailing.poll();
        const lines = numbered(1, unread);
        log.appendBytes(lines.map((line) => `${line}\n`).join(''));
        log.rotate();
        log.append('z');
        expect(await tailing.poll()).to.deep.equal(DRAINED);
        expect(tailing.lines).to.deep.equal(['a', ...lines, 'z']);
        expect(tailing.events).to.deep.equal(['rotation']);
        expect(tailing.counters.rotations).to.equal(1);
      });
    });
  }

  it('goes on in a file that is rotated while it is read', async () => {
    await tailed({}, async (log, tailing) => {
      const lines = numbered(1, 2000);
      log.appendBytes(lines.map((line) => `${line}\n`).join(''));
      await tailing.poll({
        onTurn: (_, n) => {
          if (n !== 1) return;
          log.rotate();
          log.append('z');
        },
      });
      expect(tailing.lines).to.deep.equal(lines);
      await tailing.poll();
      expect(tailing.lines).to.deep.equal([...lines, 'z']);
    });
  });

  it('finds nothing wrong while the current file is not there', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      await tailing.poll();
      log.append('b');
      log.rotate();
      for (let n = 0; n < 3; n++)
        expect(await tailing.poll({ afterMs: 10_000 })).to.deep.equal({ kind: 'drained', missing: true });
      log.append('c');
      expect(await tailing.poll()).to.deep.equal(DRAINED);
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
      expect(tailing.events).to.deep.equal(['rotation']);
    });
  });

  it('is not misled at any of the moments of a rotation, nor by a restart there', async () => {
    for (const restarts of [false, true]) {
      for (const poll of [{}, { turns: 1 }, { turns: 1, forgotten: true }]) {
        await tailed({}, async (log, tailing) => {
          const n = await filled(log, tailing, 4);
          log.append('unread');
          const steps = log.rotationSteps();
          const frozen: string[] = [];
          for (let step = steps.next(); step.done !== true; step = steps.next()) {
            frozen.push(step.value);
            if (restarts) await tailing.restart();
            await tailing.poll(poll);
            await tailing.poll();
          }
          expect(frozen).to.include.members([
            '0→1',
            '2→3',
            'archive emptied',
            'archive half written',
            'unlink 3',
          ]);
          log.append('z');
          await tailing.settle();
          expect(tailing.lines).to.deep.equal([...numbered(1, n), 'unread', 'z']);
          expect(new Set(tailing.events)).to.deep.equal(new Set(['rotation']));
        });
      }
    }
  });

  it('reads a chain from its start at any of the moments of a rotation', async () => {
    for (let frozen = 0; frozen < 8; frozen++) {
      await tailed({}, async (log, tailing) => {
        for (let segment = 0; segment < 3; segment++) {
          if (segment > 0) log.rotate();
          for (const line of numbered(2 * segment + 1, 2 * segment + 2)) log.append(line);
        }
        const steps = log.rotationSteps();
        for (let n = 0; n < frozen; n++) steps.next();
        await tailing.poll();
        Array.from(steps);
        await tailing.settle();
        expect(tailing.lines).to.deep.equal(numbered(1, 6));
        expect(new Set(tailing.events)).to.deep.equal(new Set(['rotation']));
      });
    }
  });

  for (const rotations of [2, 3]) {
    it(`catches up over ${rotations} rotations that took place while it was down, oldest first`, async () => {
      await tailed({}, async (log, tailing) => {
        const n = await filled(log, tailing, 1);
        log.append('unread');
        for (let k = 0; k < rotations; k++) {
          log.rotate();
          for (const line of numbered(n + 2 * k + 1, n + 2 * k + 2)) log.append(line);
        }
        await tailing.restart();
        await tailing.settle();
        const all = numbered(1, n + 2 * rotations);
        expect(tailing.lines).to.deep.equal([...all.slice(0, n), 'unread', ...all.slice(n)]);
        expect(tailing.lag).to.deep.equal([0, 0]);
      });
    });
  }

  it('does not skip a segment when a rotation follows on the switch to an empty one', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      await tailing.poll();
      log.rotate();
      log.appendBytes('');
      await tailing.poll();
      log.appendBytes('b');
      await tailing.poll();
      log.appendBytes('\n');
      log.rotate();
      log.append('c');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
    });
  });

  it('takes lines that a writer adds to a segment after it was left, before and after a restart', async () => {
    await tailed({}, async (log, tailing, dir) => {
      log.append('a');
      await tailing.poll();
      const held = openSync(log.path, 'a');
      log.rotate();
      log.append('b');
      await tailing.poll();
      for (const late of ['late 1', 'late 2']) {
        appendFileSync(held, `${late}\n`);
        await tailing.poll();
        expect(tailing.lines.at(-1)).to.equal(late);
        await tailing.restart();
      }
      renameSync(join(dir, 'foo.1.jsonl'), join(dir, 'foo.2.jsonl'));
      appendFileSync(held, 'late 3\n');
      closeSync(held);
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'late 1', 'late 2', 'late 3']);
      expect(tailing.events).to.deep.equal(['rotation']);
    });
  });

  it('holds back nothing and forgets nothing while the reader of its turns stands still', async () => {
    await tailed({ maxBytes: 3_000 }, async (log, tailing) => {
      for (const line of numbered(1, 1300)) log.append(line);
      let n = 1300;
      const before = process.memoryUsage().arrayBuffers;
      const outcome = await tailing.poll({
        onTurn: (_, turn) => {
          if (turn > 2) return;
          expect(tailing.lag[1]).to.be.within(2, 4);
          for (const line of numbered(n + 1, n + 80)) log.append(line);
          n += 80;
        },
      });
      expect(outcome).to.deep.equal(DRAINED);
      expect(process.memoryUsage().arrayBuffers - before).to.be.lessThan(8 << 20);
      await tailing.settle();
      expect(tailing.lag).to.deep.equal([0, 0]);
      const all = numbered(1, n);
      expect(tailing.lines).to.deep.equal(all.slice(all.indexOf(tailing.lines[0] ?? '')));
      expect(tailing.events).to.not.include('gap');
    });
  });
});
