import { statSync } from 'node:fs';
import fc from 'fast-check';
import { expect } from 'chai';
import { ExecutorLog } from '../../live/executor/executor-log';
import { inTempDir } from '../temp-dir';
import { callsOf } from '../fs-calls';
import { numbered, tailed, Tailing } from './tailing';

const DRAINED = { kind: 'drained', missing: false };

describe('a tail and a log that grows', () => {
  it('hands over every line once, whatever a poll cuts off', async () => {
    const sizes = fc.array(fc.nat(60), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.array(fc.nat(30), { maxLength: 20 }), async (lengths, cuts) => {
        const lines = lengths.map((length, n) => `${n}${'é'.repeat(length)}`);
        await tailed({}, async (log, tailing) => {
          let bytes = Buffer.from(`${lines.join('\n')}\n`);
          for (const cut of [...cuts, bytes.length]) {
            log.appendBytes(bytes.subarray(0, cut));
            bytes = bytes.subarray(cut);
            expect(await tailing.poll()).to.deep.equal(DRAINED);
          }
          expect(tailing.lines).to.deep.equal(lines);
          expect(tailing.counters.bytes).to.equal(statSync(log.path).size);
        });
      }),
      { numRuns: 40 },
    );
  });

  it('hands over a thousand lines of a writer that replaces the file, and takes none for a fork', async () => {
    await tailed({ maxBytes: 5_000 }, async (log, tailing) => {
      const lines = numbered(1, 1000);
      for (const line of lines) {
        log.append(line);
        expect(await tailing.poll()).to.deep.equal(DRAINED);
      }
      expect(tailing.lines).to.deep.equal(lines);
      expect(new Set(tailing.events)).to.deep.equal(new Set(['rotation']));
      expect(tailing.counters).to.include({ lines: 1000, forks: 0, truncates: 0, gaps: 0, dedup_lines: 0 });
    });
  });

  it('looks at every second inode only, which may be the same one again', async () => {
    await tailed({}, async (log, tailing) => {
      const lines = numbered(1, 200);
      const inodes = new Set<number>();
      for (const [n, line] of lines.entries()) {
        log.append(line);
        if (n % 2 === 0) continue;
        inodes.add(statSync(log.path).ino);
        await tailing.poll();
      }
      expect(inodes.size).to.be.lessThan(100);
      expect(tailing.lines).to.deep.equal(lines);
      expect(tailing.events).to.deep.equal([]);
    });
  });

  it('is idle while nothing changes, and looks through the chain once a minute', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      await tailing.settle();
      const scans = tailing.counters.chain_scans;
      for (let n = 0; n < 10; n++) expect(await tailing.poll({ afterMs: 5_000 })).to.deep.equal(DRAINED);
      expect(tailing.counters.chain_scans).to.equal(scans);
      expect(await callsOf(() => tailing.poll())).to.not.include('open foo.jsonl');
      await tailing.poll({ afterMs: 10_001 });
      expect(tailing.counters).to.include({ chain_scans: scans + 1, lines: 1 });
      await tailing.poll({ afterMs: -3_600_000 });
      expect(tailing.counters).to.include({ chain_scans: scans + 2, lines: 1 });
    });
  });

  it('waits for the newline of the last line, byte by byte, and tells how much of it there is', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      for (const [n, byte] of Array.from('{"x":1}').entries()) {
        log.appendBytes(byte);
        expect(await tailing.poll()).to.deep.equal(DRAINED);
        expect(tailing.lag).to.deep.equal([n + 1, 0]);
      }
      expect(tailing.lines).to.deep.equal(['a']);
      log.appendBytes('\n');
      await tailing.poll();
      expect(tailing.lines).to.deep.equal(['a', '{"x":1}']);
      expect(tailing.lag).to.deep.equal([0, 0]);
    });
  });

  it('hands over a last line that is completed after a restart once; one never completed not at all', async () => {
    for (const first of ['', 'a\n']) {
      await tailed({}, async (log, tailing) => {
        log.appendBytes(`${first}{"x"`);
        await tailing.settle();
        expect(tailing.lag).to.deep.equal([4, 0]);
        await tailing.restart();
        await tailing.settle();
        expect(tailing.lines.join('\n')).to.equal(first.trim());
        await tailing.restart();
        log.appendBytes(':1}\nb');
        await tailing.settle();
        expect(tailing.lines.at(-1)).to.equal('{"x":1}');
        expect(tailing.handed.at(-1)?.offset).to.equal(first.length);
      });
    }
  });

  it('takes no note of clocks that jump and of file times', async () => {
    await tailed({ maxBytes: 50 }, async (log, tailing) => {
      const lines = numbered(1, 60);
      for (const [n, line] of lines.entries()) {
        log.append(line);
        const afterMs = n % 3 === 0 ? 3_600_000 : n % 3 === 1 ? -3_600_000 : 0;
        if (n % 2 === 0) await tailing.poll({ afterMs });
      }
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(lines);
    });
  });

  it('believes what it has seen twice also when the clock was set back in between', async () => {
    await tailed({}, async (log, tailing) => {
      log.append('a');
      await tailing.poll();
      log.rewrite(() => 'b\n');
      expect(await tailing.poll()).to.deep.equal({ kind: 'unsure' });
      expect(await tailing.poll({ afterMs: -3_600_000 })).to.deep.equal({ kind: 'unsure' });
      expect(await tailing.poll({ afterMs: 100 })).to.deep.equal(DRAINED);
      expect(tailing.lines).to.deep.equal(['a', 'b']);
    });
  });

  it('follows a log that keeps no rotated files', async () => {
    await inTempDir({}, async (dir) => {
      const log = new ExecutorLog(dir, 'foo');
      const tailing = new Tailing(dir, { backups: 0 });
      for (const line of numbered(1, 5)) {
        log.append(line);
        await tailing.settle();
      }
      log.rewrite(() => 'anew\n');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal([...numbered(1, 5), 'anew']);
      expect(tailing.events).to.deep.equal(['recreate']);
    });
  });
});
