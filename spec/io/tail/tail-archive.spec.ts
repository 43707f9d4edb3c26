import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { ExecutorLog } from '../../live/executor/executor-log';
import { failure, watchingCalls, type Call } from '../fs-calls';
import { numbered, tailed } from './tailing';

const DRAINED = { kind: 'drained', missing: false };
const UNSURE = { kind: 'unsure' };
const ARCHIVE = 'archive/foo.3.jsonl.gz';

/** A rotation, and then a line. */
function next(log: ExecutorLog, ...lines: readonly string[]): void {
  log.rotate();
  for (const line of lines) log.append(line);
}

describe('a tail and the archive', () => {
  it('goes on in the archive when what it read has come there, then reads the chain', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      await tailing.poll();
      log.append('b');
      for (const line of ['c', 'd', 'e']) next(log, line);
      await tailing.restart();
      await tailing.drain();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
      expect(tailing.handed[1]?.file).to.equal(ARCHIVE);
      expect(tailing.events).to.deep.equal(['archive', 'rotation', 'rotation', 'rotation']);
    });
  });

  it('reads the archive first when it has read nothing yet', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      for (const line of ['b', 'c', 'd']) next(log, line);
      expect(await tailing.poll()).to.deep.equal(DRAINED);
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c', 'd']);
      expect(tailing.events).to.not.include('gap');
    });
  });

  it('gives no verdict by an archive that is being written', async () => {
    for (const cut of [0, 1, 0.5, 0.99]) {
      await tailed({}, async (log, tailing, dir) => {
        log.append('a');
        await tailing.poll();
        for (const line of numbered(1, 50)) log.append(line);
        for (const line of ['c', 'd', 'e']) next(log, line);
        const whole = readFileSync(join(dir, ARCHIVE));
        writeFileSync(
          join(dir, ARCHIVE),
          whole.subarray(0, cut <= 1 && cut > 0 && cut < 1 ? whole.length * cut : cut),
        );
        for (let n = 0; n < 5; n++) expect(await tailing.poll()).to.deep.equal(UNSURE);
        expect(tailing.lines).to.deep.equal(['a']);
        writeFileSync(join(dir, ARCHIVE), whole);
        await tailing.drain();
        expect(tailing.lines).to.deep.equal(['a', ...numbered(1, 50), 'c', 'd', 'e']);
        expect(tailing.events).to.not.include.members(['gap']).and.not.include('archive_damaged');
      });
    }
  });

  it('gives no verdict by an archive that cannot be read', async () => {
    for (const op of ['open', 'read', 'stat']) {
      await tailed({}, async (log, tailing) => {
        log.append('a');
        await tailing.poll();
        for (const line of ['c', 'd', 'e']) next(log, line);
        const fail = (call: Call): void => {
          if (call.op === op && call.path.endsWith('.gz')) throw failure('EIO');
        };
        for (let n = 0; n < 20; n++) {
          const outcome = await watchingCalls(fail, async () => tailing.poll({ afterMs: 1000 }));
          expect(outcome?.kind).to.equal('unreadable');
        }
        expect(tailing.lines).to.deep.equal(['a']);
        await tailing.drain();
        expect(tailing.lines).to.deep.equal(['a', 'c', 'd', 'e']);
        expect(new Set(tailing.events)).to.deep.equal(new Set(['rotation']));
      });
    }
  });

  it('takes what comes before the break of one that stays broken, and says that lines are missing', async () => {
    for (const unread of [true, false]) {
      await tailed({}, async (log, tailing, dir) => {
        log.append('a');
        if (!unread) await tailing.poll();
        const lines = numbered(1, 20_000);
        log.appendBytes(lines.map((line) => `${line}\n`).join(''));
        for (const line of ['c', 'd', 'e']) next(log, line);
        const whole = readFileSync(join(dir, ARCHIVE));
        writeFileSync(join(dir, ARCHIVE), whole.subarray(0, whole.length / 2));
        expect(await tailing.drain()).to.deep.equal(UNSURE);
        await tailing.poll({ afterMs: 10_000 });
        await tailing.drain();
        const had = tailing.lines.slice(1, -3);
        expect(had.length).to.be.within(1000, 19_000);
        expect(had).to.deep.equal(lines.slice(0, had.length));
        expect(tailing.lines.slice(-3)).to.deep.equal(['c', 'd', 'e']);
        expect(tailing.events.filter((event) => event !== 'rotation' && event !== 'archive')).to.deep.equal([
          'archive_damaged',
        ]);
        expect(tailing.news.filter(({ incomplete }) => incomplete)).to.have.length(1);
        await tailing.settle();
        expect(tailing.lines).to.have.length(had.length + 4);
      });
    }
  });

  it('does not believe an archive that is overwritten while it is read', async () => {
    await tailed({}, async (log, tailing, dir) => {
      log.appendBytes(
        numbered(1, 2000)
          .map((line) => `${line}\n`)
          .join(''),
      );
      for (const line of ['c', 'd', 'e']) next(log, line);
      const other = gzipSync(
        numbered(5001, 9000)
          .map((line) => `${line}\n`)
          .join(''),
      );
      const outcome = await tailing.poll({
        onTurn: (_, n) => {
          if (n === 1) writeFileSync(join(dir, ARCHIVE), other);
        },
      });
      expect(outcome).to.deep.equal(UNSURE);
      expect(tailing.lines).to.deep.equal(numbered(1, 512));
      await tailing.drain();
      expect(tailing.lines.slice(-3)).to.deep.equal(['c', 'd', 'e']);
      expect(tailing.lines.slice(512, -3)).to.deep.equal(numbered(5001, 9000));
      expect(tailing.events.filter((event) => event !== 'rotation')).to.deep.equal(['gap']);
    });
  });

  it('counts a segment once that lies there plain and zipped, even if zipped by half', async () => {
    for (const part of [0.5, 1]) {
      for (const read of [0, 1]) {
        await tailed({}, async (log, tailing, dir) => {
          log.append('a');
          if (read > 0) await tailing.poll();
          log.append('b');
          for (const line of ['c', 'd', 'e']) next(log, line);
          const whole = readFileSync(join(dir, ARCHIVE));
          writeFileSync(join(dir, 'foo.3.jsonl'), gunzipSync(whole));
          writeFileSync(join(dir, ARCHIVE), whole.subarray(0, whole.length * part));
          await tailing.settle();
          expect(tailing.lines).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
          expect(tailing.events).to.not.include.members(['gap', 'archive_damaged', 'recreate']);
          expect(tailing.counters.gaps + tailing.counters.forks).to.equal(0);
        });
      }
    }
  });

  it('reports a gap, once, when it was down for longer than the chain is, and reads all there is once', async () => {
    for (const restarts of [false, true]) {
      await tailed({}, async (log, tailing) => {
        log.append('a');
        next(log, 'b');
        await tailing.drain();
        for (const line of ['lost', 'c', 'd', 'e', 'f']) next(log, line);
        if (restarts) await tailing.restart();
        expect(await tailing.poll()).to.deep.equal(UNSURE);
        expect(await tailing.poll({ afterMs: 99 })).to.deep.equal(UNSURE);
        expect(await tailing.poll({ afterMs: 1 })).to.deep.equal(DRAINED);
        await tailing.settle();
        expect(tailing.lines).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f']);
        expect(tailing.counters.gaps).to.equal(1);
        expect(tailing.news.filter(({ incomplete }) => incomplete).map(({ event }) => event)).to.deep.equal([
          'gap',
        ]);
      });
    }
  });

  it('takes the last line of an archive though no newline ends it', async () => {
    for (const first of ['a\n', '']) {
      await tailed({}, async (log, tailing, dir) => {
        mkdirSync(join(dir, 'archive'));
        writeFileSync(join(dir, ARCHIVE), gzipSync(`${first}b`));
        for (const number of [1, 2]) writeFileSync(join(dir, `foo.${number}.jsonl`), '');
        log.append('c');
        await tailing.settle();
        expect(tailing.lines.join('\n')).to.equal(`${first}b\nc`);
        expect(tailing.handed.at(-2)).to.include({ text: 'b', ended: false, offset: first.length });
        rmSync(join(dir, ARCHIVE));
        await tailing.settle();
        expect(tailing.lines.join('\n')).to.equal(`${first}b\nc`);
        expect(tailing.events).to.deep.equal(['rotation']);
      });
    }
  });
});
