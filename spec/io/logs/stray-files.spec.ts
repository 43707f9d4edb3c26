import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { ExecutorLog } from '../../live/executor/executor-log';
import { canBeListed, strayFiles, strayText } from '../../../src/io/logs/stray-files';
import { inTempDir, type Tree } from '../temp-dir';

const ROW = '{"symbol":"BTCUSDT"}\n';
const ZST = Buffer.from('28b52ffd00', 'hex');

const straysIn = (files: Tree, backups = 3): Promise<readonly string[]> =>
  inTempDir(files, (dir) => strayFiles(dir, 'foo', backups));

function allOf(names: readonly string[], content: string | Uint8Array = ROW): Tree {
  return Object.fromEntries(names.map((name) => [name, content]));
}

describe('strayFiles', () => {
  it('names what other rotators leave beside the chain: numbers, dates, compressed files', async () => {
    const plain = [
      'foo-20260105.jsonl',
      'foo.2026-01-05.jsonl',
      'foo.jsonl-20260105',
      'foo.jsonl.1',
      'foo.jsonl.2026-01-05T12:00:00Z',
      'foo.jsonl.old',
      'foo_2026.jsonl',
    ];
    expect(await straysIn(allOf(plain))).to.deep.equal(plain);
    const zipped = ['foo-20260105.gz', 'foo.1.jsonl.gz', 'foo.jsonl.2.gz', 'foo.jsonl.gz', 'foo.jsonl.zst'];
    expect(await straysIn(allOf(zipped, gzipSync(ROW)))).to.deep.equal(zipped);
    expect(await straysIn(allOf(zipped, ZST))).to.deep.equal(zipped);
  });

  it('names segments beyond those that the executor is said to keep, also in the archive', async () => {
    const kept = ['foo.jsonl', 'foo.1.jsonl', 'foo.3.jsonl', 'archive/foo.3.jsonl.gz'];
    expect(await straysIn(allOf(kept))).to.deep.equal([]);
    const more = ['archive/foo.2.jsonl.gz', 'archive/foo.jsonl.1', 'foo.0.jsonl', 'foo.03.jsonl', 'foo.4.jsonl'];
    expect(await straysIn(allOf([...kept, ...more]))).to.deep.equal(more);
    expect(await straysIn(allOf(kept), 1)).to.deep.equal(['archive/foo.3.jsonl.gz', 'foo.3.jsonl']);
    expect(await straysIn(allOf(kept), 0)).to.have.length(3);
  });

  it('does not name what an editor, a copy or the executor’s own writing leaves, nor another log', async () => {
    const passing = [
      '.foo.jsonl.swp',
      '#foo.jsonl#',
      'foo.jsonl~',
      'foo.1.jsonl.bak',
      'foo.jsonl.swp',
      'foo.jsonlab12cd34.tmp',
      'foo.jsonl.lock',
      'foobar.jsonl',
      'foo_bar.jsonl',
      'xfoo.jsonl.1',
      'foo.md',
    ];
    expect(await straysIn(allOf(passing))).to.deep.equal([]);
  });

  it('does not name what holds no row: empty files, numbers, directories, links that lead nowhere, pipes', async () => {
    const names = ['foo.jsonl.1', 'foo.jsonl.offset', 'foo.jsonl.sha256'];
    for (const content of ['', '\n\n', '4711\n', `${'0'.repeat(64)}  foo.jsonl\n`])
      expect(await straysIn(allOf(names, content))).to.deep.equal([]);
    await inTempDir({}, async (dir) => {
      mkdirSync(join(dir, 'foo.jsonl.2'));
      symlinkSync('nowhere', join(dir, 'foo.jsonl.3'));
      symlinkSync('foo.jsonl.4', join(dir, 'foo.jsonl.4'));
      execFileSync('mkfifo', [join(dir, 'foo.jsonl.5')]);
      writeFileSync(join(dir, 'archive'), '');
      expect(await strayFiles(dir, 'foo', 3)).to.deep.equal([]);
      expect(await strayFiles(join(dir, 'none'), 'foo', 3)).to.deep.equal([]);
    });
  });

  it('names a file that begins within a row, one behind a link, and one that cannot be read', async () => {
    expect(await straysIn({ 'foo.jsonl.1': `rest of a row"}\n${ROW}` })).to.deep.equal(['foo.jsonl.1']);
    await inTempDir({ elsewhere: ROW, 'foo.jsonl.2': ROW }, async (dir) => {
      symlinkSync('elsewhere', join(dir, 'foo.jsonl.1'));
      chmodSync(join(dir, 'foo.jsonl.2'), 0);
      expect(await strayFiles(dir, 'foo', 3)).to.deep.equal(['foo.jsonl.1', 'foo.jsonl.2']);
    });
  });

  it('is quiet at every step of the executor’s writing and rotating', async () => {
    await inTempDir({}, async (dir) => {
      const log = new ExecutorLog(dir, 'foo', { backups: 3 });
      for (let n = 0; n < 8; n++) {
        const finish = log.beginAppend(ROW.trimEnd());
        expect(await strayFiles(dir, 'foo', 3)).to.deep.equal([]);
        finish();
        for (const step of log.rotationSteps())
          expect(await strayFiles(dir, 'foo', 3), `${n} ${step}`).to.deep.equal([]);
      }
    });
  });

  it('of hostile names gives them, and the sentence quotes them in one line', async () => {
    const names = ['foo.jsonl.\n1', 'foo.jsonl.\u001b[2J'];
    expect(await straysIn(allOf(names))).to.deep.equal(names);
    expect(strayText('foo', names)).to.equal(
      String.raw`2 files beside the segments of foo.jsonl hold rows, or may, and are not read: "foo.jsonl.\n1", "foo.jsonl.\u001b[2J"`,
    );
  });

  it('are counted, and the first few are named', () => {
    expect(strayText('foo', ['foo.jsonl.1'])).to.equal(
      '1 file beside the segments of foo.jsonl holds rows, or may, and is not read: foo.jsonl.1',
    );
    const many = Array.from({ length: 40 }, (_, n) => `foo.jsonl.${n}`);
    expect(strayText('foo', many)).to.match(/^40 files .*: foo\.jsonl\.0, .*foo\.jsonl\.4 and 35 more$/);
  });
});

describe('canBeListed', () => {
  it('is whether no stray can lie there unseen: an archive may be missing, the directory may not', () =>
    inTempDir({}, async (dir) => {
      expect(await canBeListed(dir)).to.equal(true);
      expect(await canBeListed(join(dir, 'none'))).to.equal(false);
      mkdirSync(join(dir, 'archive'));
      expect(await canBeListed(dir)).to.equal(true);
      for (const [target, isListed] of [
        ['nowhere', true],
        ['archive', false],
      ] as const) {
        rmSync(join(dir, 'archive'), { recursive: true });
        symlinkSync(target, join(dir, 'archive'));
        expect(await canBeListed(dir), target).to.equal(isListed);
      }
    }));
});
