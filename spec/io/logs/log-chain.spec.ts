import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { WorldError } from '../../../src/io/files/failures';
import { closeAll, openChain } from '../../../src/io/logs/log-chain';
import { inTempDir, type Tree } from '../temp-dir';

async function membersOf(dir: string, backups = 5): Promise<readonly string[]> {
  const segments = await openChain(dir, 'foo', backups);
  await closeAll(segments);
  return segments.map(({ file, number, gzip }) => `${number} ${file}${gzip ? ' (gzip)' : ''}`);
}

const ALL: Tree = {
  'foo.jsonl': 'x',
  'foo.1.jsonl': 'x',
  'foo.2.jsonl': 'x',
  'foo.3.jsonl': 'x',
  'foo.4.jsonl': 'x',
  'foo.5.jsonl': 'x',
  'archive/foo.5.jsonl.gz': gzipSync('x'),
};

async function refusal(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('openChain', () => {
  it('gives a log’s files oldest first: the archive, the last rotated one, … the current one', async () => {
    expect(await inTempDir(ALL, (dir) => membersOf(dir))).to.deep.equal([
      '5 archive/foo.5.jsonl.gz (gzip)',
      '5 foo.5.jsonl',
      '4 foo.4.jsonl',
      '3 foo.3.jsonl',
      '2 foo.2.jsonl',
      '1 foo.1.jsonl',
      '0 foo.jsonl',
    ]);
  });

  it('leaves out what is not there, in any place', async () => {
    expect(await inTempDir({ 'foo.2.jsonl': 'x' }, (dir) => membersOf(dir))).to.deep.equal(['2 foo.2.jsonl']);
    expect(await inTempDir({}, (dir) => membersOf(dir))).to.deep.equal([]);
    expect(await inTempDir({}, (dir) => membersOf(join(dir, 'none')))).to.deep.equal([]);
  });

  it('ignores the neighbours of a chain', async () => {
    const neighbours = [
      'foo.jsonlabc.tmp',
      'foo.6.jsonl',
      'foo.1.jsonl.bak',
      'foo.0.jsonl',
      'foo.01.jsonl',
      'foo.jsonl.gz',
      'xfoo.jsonl',
    ];
    const files = Object.fromEntries(
      ['foo.jsonl', ...neighbours, 'archive/foo.4.jsonl.gz'].map((name) => [name, 'x']),
    );
    expect(await inTempDir(files, (dir) => membersOf(dir))).to.deep.equal(['0 foo.jsonl']);
  });

  it('is as long as the executor keeps backups', async () => {
    expect(await inTempDir(ALL, (dir) => membersOf(dir, 1))).to.deep.equal(['1 foo.1.jsonl', '0 foo.jsonl']);
    expect(await inTempDir(ALL, (dir) => membersOf(dir, 0))).to.deep.equal(['0 foo.jsonl']);
  });

  it('holds one file under two names once: a rotation may stand between two looks', async () => {
    await inTempDir({ 'foo.jsonl': 'x' }, async (dir) => {
      linkSync(join(dir, 'foo.jsonl'), join(dir, 'foo.1.jsonl'));
      expect(await membersOf(dir)).to.deep.equal(['0 foo.jsonl']);
    });
  });

  it('follows a link to a file; one that leads nowhere is missing', async () => {
    await inTempDir({ 'elsewhere.jsonl': 'x' }, async (dir) => {
      symlinkSync('elsewhere.jsonl', join(dir, 'foo.jsonl'));
      symlinkSync('nowhere.jsonl', join(dir, 'foo.1.jsonl'));
      expect(await membersOf(dir)).to.deep.equal(['0 foo.jsonl']);
    });
  });

  it('refuses a directory or a FIFO by name, and does not wait for it', async () => {
    for (const make of [mkdirSync, (path: string) => execFileSync('mkfifo', [path])]) {
      for (const name of ['foo.jsonl', 'foo.3.jsonl']) {
        await inTempDir({}, async (dir) => {
          make(join(dir, name));
          const error = await refusal(openChain(dir, 'foo', 5));
          expect(error).to.be.instanceOf(WorldError);
          expect(error).to.have.property('message').that.contains(join(dir, name));
        });
      }
    }
  });
});
