import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ExecutorLog } from './executor-log';
import { filesOf, PAIRS, withLog, write } from './log-made';

describe('ExecutorLog', () => {
  it('appends by replacing the file by itself and the line', async () => {
    await withLog({}, (log, dir) => {
      expect(log.content()).to.equal('');
      log.append('{"a":1}');
      log.append(Buffer.from('"é"'));
      expect(log.content()).to.equal('{"a":1}\n"é"\n');
      expect(log.path).to.equal(join(dir, 'foo.jsonl'));
      expect(Object.keys(filesOf(dir))).to.deep.equal(['foo.jsonl']);
      expect(statSync(log.path).mode & 0o777).to.equal(0o600);
    });
  });

  it('has its draft beside the file until it renames it', async () => {
    await withLog({}, (log, dir) => {
      const finish = log.beginAppend('a');
      const [draft = ''] = readdirSync(dir);
      expect(draft).to.match(/^foo\.jsonl[a-z0-9_]{8}\.tmp$/);
      expect(statSync(join(dir, draft)).mode & 0o777).to.equal(0o600);
      expect(existsSync(log.path)).to.equal(false);
      finish();
      expect(filesOf(dir)).to.deep.equal({ 'foo.jsonl': 'a\n' });
    });
  });

  it('rotates before the line that would pass maxBytes, and never an empty file', async () => {
    await withLog(PAIRS, (log, dir) => {
      write(log, 'ab');
      expect(filesOf(dir)).to.deep.equal({ 'foo.jsonl': 'a\nb\n' });
      write(log, 'c');
      expect(filesOf(dir)).to.deep.equal({ 'foo.jsonl': 'c\n', 'foo.1.jsonl': 'a\nb\n' });
    });
    await withLog(PAIRS, (log, dir) => {
      log.appendBytes('');
      log.append('longer than four');
      expect(filesOf(dir)).to.deep.equal({ 'foo.jsonl': 'longer than four\n' });
    });
  });

  it('loses a line when two instances race, and so forks what a reader has seen', async () => {
    await withLog({}, (one, dir) => {
      const other = new ExecutorLog(dir, 'foo');
      one.append('a');
      const finish = one.beginAppend('b');
      other.append('c');
      expect(one.content()).to.equal('a\nc\n');
      finish();
      expect(other.content()).to.equal('a\nb\n');
    });
  });

  it('brings back the file of before a rotation when a stale instance ends after it', async () => {
    await withLog(PAIRS, (one, dir) => {
      const other = new ExecutorLog(dir, 'foo', PAIRS);
      write(one, 'a');
      const finish = other.beginAppend('b');
      write(one, 'cd');
      finish();
      expect(filesOf(dir)).to.deep.equal({ 'foo.jsonl': 'a\nb\n', 'foo.1.jsonl': 'a\nc\n' });
    });
  });

  it('appends in place whole lines, which never rotate, and torn ones', async () => {
    await withLog(PAIRS, (log, dir) => {
      log.appendPlain('abcdef');
      log.appendPlain(Buffer.from('g'));
      log.appendBytes(Buffer.from([0x68, 0xff]));
      expect(filesOf(dir)).to.deep.equal({ 'foo.jsonl': 'abcdef\ng\nh\ufffd' });
      expect(readFileSync(log.path).at(-1)).to.equal(0xff);
    });
  });

  it('rolls back by whole lines, an unfinished one among them', async () => {
    await withLog({}, (log) => {
      write(log, 'abc');
      log.rollBack(1);
      expect(log.content()).to.equal('a\nb\n');
      log.appendBytes('half');
      log.rollBack(1);
      expect(log.content()).to.equal('a\nb\n');
      log.rollBack(0);
      expect(log.content()).to.equal('a\nb\n');
      log.rollBack(9);
      expect(log.content()).to.equal('');
    });
  });

  it('is edited by an operator', async () => {
    await withLog({}, (log, dir) => {
      write(log, 'abc');
      log.rewrite((content) => content.replace('b\n', ''));
      expect(filesOf(dir)).to.deep.equal({ 'foo.jsonl': 'a\nc\n' });
    });
  });
});
