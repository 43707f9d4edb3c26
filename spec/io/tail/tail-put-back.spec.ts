import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ExecutorLog } from '../../live/executor/executor-log';
import { tailed, type Tailing, type TailingSettings } from './tailing';

/** Files that were missing in a chain, and lie there again. */

interface Holed {
  readonly log: ExecutorLog;
  readonly tailing: Tailing;
  /** The path of a file of the log. */
  readonly at: (name: string) => string;
}

/** Runs `use` on a tail of the segments a to e, newest last, that has found these missing. */
async function holed(
  missing: readonly number[],
  use: (holed: Holed) => Promise<void>,
  settings: TailingSettings = { backups: 6 },
): Promise<void> {
  await tailed(
    {},
    async (log, tailing, dir) => {
      const at = (name: string): string => join(dir, name);
      for (const [n, line] of ['a', 'b', 'c', 'd', 'e'].entries()) {
        if (n > 0) log.rotate();
        log.append(line);
      }
      for (const n of missing) renameSync(at(`foo.${n}.jsonl`), at(`away.${n}`));
      await tailing.drain();
      await tailing.poll({ afterMs: 5000 });
      await tailing.settle();
      expect(tailing.events).to.include('gap').and.not.include('put_back');
      expect(tailing.holes).to.have.length(1);
      await use({ log, tailing, at });
    },
    settings,
  );
}

const isTold = ({ events }: Tailing): boolean => events.includes('put_back');

describe('a tail whose missing files are put back', () => {
  for (const restarts of [false, true])
    it(`reads them, and then says that they are back, once${restarts ? ', also when it was started anew' : ''}`, () =>
      holed([2], async ({ tailing, at }) => {
        if (restarts) await tailing.restart();
        await tailing.settle();
        expect(isTold(tailing)).to.equal(false);
        renameSync(at('away.2'), at('foo.2.jsonl'));
        await tailing.settle();
        await tailing.settle();
        expect(tailing.lines).to.deep.equal(['a', 'b', 'd', 'e', 'c']);
        expect(tailing.news.filter(({ event }) => event === 'put_back')).to.deep.equal([
          {
            event: 'put_back',
            detail: 'the files that were missing were put back, and are read',
            incomplete: false,
          },
        ]);
        await tailing.restart();
        await tailing.settle();
        expect(tailing.events.filter((event) => event === 'put_back')).to.have.length(1);
      }));

  it('says so after a crash between their rows and the word of it', () =>
    holed([2], async ({ tailing, at }) => {
      renameSync(at('away.2'), at('foo.2.jsonl'));
      while (!tailing.lines.includes('c')) await tailing.poll({ turns: 1 });
      expect(isTold(tailing)).to.equal(false);
      await tailing.restart();
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'd', 'e', 'c']);
      expect(isTold(tailing)).to.equal(true);
    }));

  it('knows the hole after rotations, at whatever numbers it lies', () =>
    holed([2], async ({ log, tailing, at }) => {
      log.rotate();
      log.append('f');
      await tailing.settle();
      expect(isTold(tailing)).to.equal(false);
      renameSync(at('away.2'), at('foo.3.jsonl'));
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'd', 'e', 'f', 'c']);
      expect(isTold(tailing)).to.equal(true);
    }));

  it('says nothing before all of them are back', () =>
    holed([2, 3], async ({ tailing, at }) => {
      renameSync(at('away.3'), at('foo.3.jsonl'));
      await tailing.settle();
      expect(tailing.lines).to.include('b');
      expect(isTold(tailing)).to.equal(false);
      renameSync(at('away.2'), at('foo.2.jsonl'));
      await tailing.settle();
      expect(tailing.lines).to.have.members(['a', 'b', 'c', 'd', 'e']);
      expect(isTold(tailing)).to.equal(true);
    }));

  it('says so of a segment that was removed while it was read, and has gone on since', () =>
    tailed({}, async (log, tailing, dir) => {
      log.append('a');
      log.rotate();
      log.append('b');
      await tailing.settle();
      log.append('b2');
      log.rotate();
      log.append('c');
      renameSync(join(dir, 'foo.1.jsonl'), join(dir, 'away'));
      await tailing.settle();
      expect(tailing.events).to.include('gap');
      renameSync(join(dir, 'away'), join(dir, 'foo.1.jsonl'));
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c', 'b2']);
      expect(isTold(tailing)).to.equal(true);
    }));

  it('says nothing while the numbers of the files still have a hole, as a replay would find it', () =>
    holed([2], async ({ tailing, at }) => {
      rmSync(at('foo.4.jsonl'));
      renameSync(at('foo.3.jsonl'), at('foo.4.jsonl'));
      renameSync(at('away.2'), at('foo.2.jsonl'));
      await tailing.settle();
      expect(tailing.lines).to.include('c');
      expect(isTold(tailing)).to.equal(false);
      renameSync(at('foo.4.jsonl'), at('foo.3.jsonl'));
      await tailing.settle();
      expect(isTold(tailing)).to.equal(true);
    }));

  it('says nothing where a rotation has closed the hole: the chain is whole by its numbers, and the rows are gone', () =>
    holed([3], async ({ log, tailing, at }) => {
      // As Python's RotatingFileHandler does where its oldest file has nothing to make room for.
      for (const n of [2, 1]) renameSync(at(`foo.${n}.jsonl`), at(`foo.${n + 1}.jsonl`));
      renameSync(log.path, at('foo.1.jsonl'));
      log.append('f');
      const [oldest, next] = [4, 3].map((n) => readFileSync(at(`foo.${n}.jsonl`), 'utf8'));
      expect([oldest, next]).to.deep.equal(['a\n', 'c\n']);
      await tailing.settle();
      await tailing.restart();
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'c', 'd', 'e', 'f']);
      expect(isTold(tailing)).to.equal(false);
    }));

  for (const [what, content] of [
    ['is empty', ''],
    ['holds no whole line', 'c'],
  ] as const)
    it(`says nothing of a file in the place that ${what}`, () =>
      holed([2], async ({ tailing, at }) => {
        writeFileSync(at('foo.2.jsonl'), content);
        await tailing.settle();
        expect(isTold(tailing)).to.equal(false);
      }));

  it('says nothing where the file before the hole is gone, since nothing shows where the rows belong', () =>
    holed([2], async ({ tailing, at }) => {
      rmSync(at('foo.3.jsonl'));
      renameSync(at('away.2'), at('foo.2.jsonl'));
      await tailing.settle();
      expect(isTold(tailing)).to.equal(false);
    }));

  it('says nothing of a gap that is no hole', () =>
    tailed({}, async (log, tailing, dir) => {
      log.append('a');
      await tailing.settle();
      for (const line of ['b', 'c']) {
        log.rotate();
        log.append(line);
      }
      renameSync(join(dir, 'foo.2.jsonl'), join(dir, 'away'));
      await tailing.settle();
      expect(tailing.events).to.include('gap');
      expect(tailing.holes).to.deep.equal([]);
      renameSync(join(dir, 'away'), join(dir, 'foo.2.jsonl'));
      await tailing.settle();
      expect(isTold(tailing)).to.equal(false);
    }));
});
