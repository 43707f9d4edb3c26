import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ExecutorLog } from '../../live/executor/executor-log';
import { inTempDir } from '../temp-dir';
import { tailed, Tailing } from './tailing';

const DRAINED = { kind: 'drained', missing: false };
const MISSING = { kind: 'drained', missing: true };

describe('a tail and what is there', () => {
  it('waits for a file, or a directory, that is not there yet', async () => {
    await inTempDir({}, async (root) => {
      const dir = join(root, 'logs', 'execution');
      const tailing = new Tailing(dir);
      for (let n = 0; n < 3; n++) expect(await tailing.poll()).to.deep.equal(MISSING);
      mkdirSync(dir, { recursive: true });
      expect(await tailing.poll()).to.deep.equal(MISSING);
      new ExecutorLog(dir, 'foo').append('a');
      expect(await tailing.poll()).to.deep.equal(DRAINED);
      expect(tailing.lines).to.deep.equal(['a']);
      expect(tailing.events).to.deep.equal([]);
    });
  });

  it('takes a file in the place of the directory for a directory that is not there', async () => {
    await inTempDir({ execution: 'a file' }, async (root) => {
      expect(await new Tailing(join(root, 'execution')).poll()).to.deep.equal(MISSING);
    });
  });

  it('goes on in a directory that was put in the place of the one before', async () => {
    await inTempDir({}, async (root) => {
      const dir = join(root, 'execution');
      const log = new ExecutorLog(dir, 'foo');
      const tailing = new Tailing(dir);
      for (const line of ['a', 'b']) log.append(line);
      await tailing.settle();
      renameSync(dir, join(root, 'old'));
      expect(await tailing.poll()).to.include({ kind: 'unreadable' });
      mkdirSync(dir);
      writeFileSync(log.path, 'a\nb\nc\n');
      expect(await tailing.drain()).to.deep.equal(DRAINED);
      expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
      expect(tailing.events).to.deep.equal([]);
    });
  });

  it('follows a link to a file; one that leads nowhere is a file that is not there', async () => {
    await tailed({}, async (log, tailing, dir) => {
      symlinkSync('elsewhere', log.path);
      expect(await tailing.poll()).to.deep.equal(MISSING);
      writeFileSync(join(dir, 'elsewhere'), 'a\n');
      expect(await tailing.poll()).to.deep.equal(DRAINED);
      log.appendPlain('b');
      await tailing.poll();
      expect(tailing.lines).to.deep.equal(['a', 'b']);
    });
  });

  it('does not look at what lies beside the chain', async () => {
    await tailed({}, async (log, tailing, dir) => {
      log.append('a');
      for (const name of ['foo.jsonlabc.tmp', 'foo.4.jsonl', 'foo.1.jsonl.bak', 'foo.0.jsonl', 'foo.jsonl.1'])
        writeFileSync(join(dir, name), 'not this\n');
      await tailing.settle();
      log.rotate();
      log.append('b');
      await tailing.settle();
      expect(tailing.lines).to.deep.equal(['a', 'b']);
    });
  });
});
