import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect } from 'chai';
import { filesOf, PAIRS, withLog, write } from './log-made';

describe('the files of an ExecutorLog', () => {
  it('keeps backups − 1 rotated files and the one archived generation, under the last number', async () => {
    await withLog(PAIRS, (log, dir) => {
      write(log, 'abcdefg');
      expect(filesOf(dir)).to.deep.equal({
        'archive/foo.3.jsonl.gz': 'a\nb\n',
        'foo.2.jsonl': 'c\nd\n',
        'foo.1.jsonl': 'e\nf\n',
        'foo.jsonl': 'g\n',
      });
      expect(log.lines().join('')).to.equal('abcdefg');
      write(log, 'hi');
      expect(log.lines().join('')).to.equal('cdefghi');
    });
  });

  it('rotates in steps, between which a reader may look', async () => {
    await withLog(PAIRS, (log, dir) => {
      write(log, 'abcdefgh');
      const archive = join(dir, 'archive', 'foo.3.jsonl.gz');
      const steps = log.rotationSteps();
      const seen: string[] = [];
      const upTo = (count: number): void => {
        while (seen.length < count) seen.push(String(steps.next().value));
      };
      upTo(2);
      expect(filesOf(dir)).to.deep.equal({
        'archive/foo.3.jsonl.gz': 'a\nb\n',
        'foo.3.jsonl': 'c\nd\n',
        'foo.2.jsonl': 'e\nf\n',
        'foo.jsonl': 'g\nh\n',
      });
      upTo(3);
      expect(existsSync(log.path)).to.equal(false);
      upTo(4);
      expect(statSync(archive).size).to.equal(0);
      upTo(5);
      expect(() => gunzipSync(readFileSync(archive))).to.throw();
      upTo(6);
      expect(gunzipSync(readFileSync(archive)).toString()).to.equal('c\nd\n');
      expect(existsSync(join(dir, 'foo.3.jsonl'))).to.equal(true);
      upTo(7);
      expect(existsSync(join(dir, 'foo.3.jsonl'))).to.equal(false);
      expect(steps.next().done).to.equal(true);
      expect(seen).to.deep.equal([
        '2→3',
        '1→2',
        '0→1',
        'archive emptied',
        'archive half written',
        'archive written',
        'unlink 3',
      ]);
    });
  });

  it('rotates over what a crash in archiving left', async () => {
    await withLog(PAIRS, (log, dir) => {
      write(log, 'abcdefgh');
      const steps = log.rotationSteps();
      while (steps.next().value !== 'archive half written');
      write(log, 'ijk');
      expect(filesOf(dir)).to.deep.equal({
        'archive/foo.3.jsonl.gz': 'e\nf\n',
        'foo.2.jsonl': 'g\nh\n',
        'foo.1.jsonl': 'i\nj\n',
        'foo.jsonl': 'k\n',
      });
    });
  });

  it('is of 10 MB and five backups unless told', async () => {
    await withLog({}, (log, dir) => {
      log.appendPlain('x'.repeat(10_000_000 - 3));
      log.append('');
      expect(Object.keys(filesOf(dir))).to.deep.equal(['foo.jsonl']);
      log.append('a');
      for (const line of 'bcde') {
        log.rotate();
        log.append(line);
      }
      expect(Object.keys(filesOf(dir))).to.deep.equal([
        'archive/foo.5.jsonl.gz',
        'foo.1.jsonl',
        'foo.2.jsonl',
        'foo.3.jsonl',
        'foo.4.jsonl',
        'foo.jsonl',
      ]);
    });
  });

  it('is copied and truncated as logrotate does it', async () => {
    await withLog(PAIRS, (log, dir) => {
      write(log, 'abcd');
      const steps = log.copyTruncateSteps();
      expect([steps.next().value, steps.next().value]).to.deep.equal(['1→2', 'copy']);
      expect(filesOf(dir)).to.deep.equal({
        'foo.2.jsonl': 'a\nb\n',
        'foo.1.jsonl': 'c\nd\n',
        'foo.jsonl': 'c\nd\n',
      });
      expect(steps.next().value).to.equal('truncate');
      expect(log.content()).to.equal('');
      write(log, 'ef');
      log.copyTruncate();
      expect(Object.keys(filesOf(dir)))
        .to.include('archive/foo.3.jsonl.gz')
        .and.not.include('foo.3.jsonl');
      expect(log.lines().join('')).to.equal('abcdef');
    });
  });
});
