import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import type { ExecutorLog } from '../../live/executor/executor-log';
import { tailed, type Tailing } from './tailing';

const DRAINED = { kind: 'drained', missing: false };
const UNSURE = { kind: 'unsure' };

/** A log of one line a segment, newest last. */
function rotated(log: ExecutorLog, ...lines: readonly string[]): void {
  for (const [n, line] of lines.entries()) {
    if (n > 0) log.rotate();
    log.append(line);
  }
}

const gaps = (tailing: Tailing): readonly string[] =>
  tailing.news.filter(({ incomplete }) => incomplete).map(({ event, detail }) => `${event}: ${detail}`);

const HOLE = 'gap: the chain of foo.jsonl has a hole: foo.1.jsonl is missing, and the rows in it';

describe('a tail and a hole in the chain', () => {
  it('waits for a rotation that may still be under way, then tells a gap, once, and reads what is there', async () => {
    await tailed({}, async (log, tailing, dir) => {
      rotated(log, 'a', 'b', 'c');
      rmSync(join(dir, 'foo.1.jsonl'));
      for (let n = 0; n < 10; n++) expect(await tailing.poll()).to.deep.equal(UNSURE);
      expect(tailing.lines).to.deep.equal([]);
      expect(await tailing.poll({ afterMs: 5000 })).to.deep.equal(DRAINED);
      await tailing.restart();
      await tailing.settle();
      log.append('d');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'c', 'd']);
      expect(gaps(tailing)).to.deep.equal([HOLE]);
    });
  });

  it('says nothing of a segment that was away while the others were moved', async () => {
    await tailed({}, async (log, tailing, dir) => {
      rotated(log, 'a', 'b', 'c');
      renameSync(join(dir, 'foo.1.jsonl'), join(dir, 'away'));
      expect(await tailing.poll()).to.deep.equal(UNSURE);
      renameSync(join(dir, 'away'), join(dir, 'foo.1.jsonl'));
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
      expect(gaps(tailing)).to.deep.equal([]);
    });
  });

  it('tells a gap where the segment was removed that came after the one being read', async () => {
    await tailed({}, async (log, tailing, dir) => {
      log.append('a');
      await tailing.settle();
      rotated(log, 'a2', 'b', 'c');
      rmSync(join(dir, 'foo.1.jsonl'));
      await tailing.restart();
      await tailing.drain();
      await tailing.poll({ afterMs: 5000 });
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'a2', 'c']);
      expect(gaps(tailing)).to.deep.equal([HOLE]);
    });
  });

  it('tells a gap where the segment being read was removed, though older ones are known', async () => {
    await tailed({}, async (log, tailing, dir) => {
      rotated(log, 'a', 'b');
      await tailing.settle();
      rotated(log, 'b2', 'c');
      rmSync(join(dir, 'foo.1.jsonl'));
      await tailing.restart();
      await tailing.drain();
      await tailing.poll({ afterMs: 5000 });
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
      expect(gaps(tailing)).to.deep.equal([HOLE]);
    });
  });

  it('says nothing of a hole among segments that were read, nor of one that no line follows', async () => {
    await tailed({}, async (log, tailing, dir) => {
      rotated(log, 'a', 'b', 'c');
      await tailing.settle();
      rmSync(join(dir, 'foo.1.jsonl'));
      for (const restarts of [false, true]) {
        if (restarts) await tailing.restart();
        await tailing.settle();
        log.append('d');
        await tailing.settle();
      }
      rmSync(log.path);
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c', 'd', 'd']);
      expect(gaps(tailing)).to.deep.equal([]);
    });
  });

  it('counts the archive as the last segment, and a current file that is not there yet as none', async () => {
    await tailed({}, async (_, tailing, dir) => {
      mkdirSync(join(dir, 'archive'));
      writeFileSync(join(dir, 'archive', 'foo.3.jsonl.gz'), gzipSync('a\n'));
      writeFileSync(join(dir, 'foo.2.jsonl'), 'b\n');
      writeFileSync(join(dir, 'foo.1.jsonl'), 'c\n');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
      expect(gaps(tailing)).to.deep.equal([]);
    });
    await tailed({}, async (log, tailing, dir) => {
      mkdirSync(join(dir, 'archive'));
      writeFileSync(join(dir, 'archive', 'foo.3.jsonl.gz'), gzipSync('a\n'));
      log.append('d');
      await tailing.drain();
      await tailing.poll({ afterMs: 5000 });
      expect(tailing.lines).to.deep.equal(['a', 'd']);
      expect(gaps(tailing)[0]).to.contain('foo.2.jsonl, foo.1.jsonl are missing');
    });
  });
});
