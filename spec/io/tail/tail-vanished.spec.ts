import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ExecutorLog } from '../../live/executor/executor-log';
import { failure, watchingCalls, type Call } from '../fs-calls';
import { onSmallDisk } from '../small-disk';
import { inTempDir } from '../temp-dir';
import { Tailing } from './tailing';

const DRAINED = { kind: 'drained', missing: false };
const MISSING = { kind: 'drained', missing: true };

interface Followed {
  /** The directory of the log, and where it goes when it is taken away. */
  readonly dir: string;
  readonly away: string;
  readonly log: ExecutorLog;
  readonly tailing: Tailing;
}

/** Runs `use` on a log of two lines that were read. */
async function followed(use: (world: Followed) => Promise<void>): Promise<void> {
  await inTempDir({}, async (root) => {
    const dir = join(root, 'logs', 'execution');
    const log = new ExecutorLog(dir, 'foo', { backups: 3 });
    const tailing = new Tailing(dir, { backups: 3 });
    for (const line of ['a', 'b']) log.append(line);
    await tailing.settle();
    try {
      await use({ dir, away: join(root, 'away'), log, tailing });
    } finally {
      await tailing.close();
    }
  });
}

async function waits(tailing: Tailing, why: string): Promise<void> {
  for (let n = 0; n < 3; n++) {
    const outcome = await tailing.poll({ afterMs: 10_000 });
    expect(outcome).to.have.property('kind', 'unreadable');
    expect(outcome).to.have.property('message').that.contains(why);
  }
}

describe('a tail of a log that goes with its directory', () => {
  it('waits, says why, and goes on where it was when all is back', async () => {
    for (const restarts of [false, true])
      await followed(async ({ dir, away, log, tailing }) => {
        renameSync(dir, away);
        if (restarts) await tailing.restart();
        await waits(tailing, `${dir} does not exist`);
        renameSync(away, dir);
        expect(await tailing.drain()).to.deep.equal(DRAINED);
        log.append('c');
        await tailing.settle();
        expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
        expect(tailing.events).to.deep.equal([]);
      });
  });

  it('reads once what was written meanwhile, through rotations too', async () => {
    for (const rotations of [0, 1, 3])
      await followed(async ({ dir, away, tailing }) => {
        renameSync(dir, away);
        await waits(tailing, dir);
        const elsewhere = new ExecutorLog(away, 'foo', { backups: 3 });
        elsewhere.append('c');
        for (let n = 0; n < rotations; n++) {
          elsewhere.rotate();
          elsewhere.append(`r${n}`);
        }
        mkdirSync(dir);
        await waits(tailing, `${dir} is empty`);
        rmSync(dir, { recursive: true });
        renameSync(away, dir);
        await tailing.settle();
        expect(tailing.lines).to.deep.equal(['a', 'b', 'c', ...['r0', 'r1', 'r2'].slice(0, rotations)]);
        expect(tailing.news.filter(({ incomplete }) => incomplete)).to.deep.equal([]);
      });
  });

  it('waits in an empty directory in the place of its own, whatever inode that has, until files come', async () => {
    for (const restarts of [false, true])
      await followed(async ({ dir, tailing }) => {
        rmSync(dir, { recursive: true });
        await waits(tailing, 'does not exist');
        mkdirSync(dir);
        if (restarts) await tailing.restart();
        await waits(tailing, 'is empty');
        writeFileSync(join(dir, 'foo.jsonl'), 'a\nb\nc\n');
        await tailing.settle();
        expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
        expect(tailing.events).to.deep.equal([]);
      });
  });

  it('is told from one that was deleted, from one that others lie beside, and from one that never was', async () => {
    await followed(async ({ dir, log, tailing }) => {
      rmSync(log.path);
      expect(await tailing.drain()).to.deep.equal(MISSING);
      rmSync(dir, { recursive: true });
      await waits(tailing, 'does not exist');
      mkdirSync(dir);
      writeFileSync(join(dir, 'bar.jsonl'), 'x\n');
      expect(await tailing.drain()).to.deep.equal(MISSING);
      const other = new Tailing(join(dir, 'none'));
      for (let n = 0; n < 3; n++) expect(await other.poll()).to.deep.equal(MISSING);
    });
  });

  it('takes a file in the place of the directory for a directory that is gone', async () => {
    await followed(async ({ dir, away, tailing }) => {
      renameSync(dir, away);
      writeFileSync(dir, '');
      await waits(tailing, 'does not exist');
      rmSync(dir);
      renameSync(away, dir);
      expect(await tailing.drain()).to.deep.equal(DRAINED);
    });
  });

  it('gives no verdict by a directory that cannot be looked at', async () => {
    for (const code of ['EIO', 'EACCES', 'ESTALE'])
      await followed(async ({ dir, away, tailing }) => {
        renameSync(dir, away);
        const fail = ({ op, path }: Call): void => {
          if (op === 'stat' && path === dir) throw failure(code);
        };
        const outcome = await watchingCalls(fail, () => tailing.poll());
        expect(outcome).to.deep.equal({ kind: 'unreadable', message: failure(code).message });
        renameSync(away, dir);
        expect(await tailing.drain()).to.deep.equal(DRAINED);
        expect(tailing.lines).to.deep.equal(['a', 'b']);
      });
  });

  it('does the same on a disk that is unmounted and mounted again', async function () {
    const tried = await onSmallDisk(64, async (disk) => {
      const dir = join(disk, 'execution');
      mkdirSync(dir);
      const mount = (): void => void execFileSync('mount', ['-t', 'tmpfs', 'tmpfs', dir]);
      mount();
      try {
        const tailing = new Tailing(dir);
        const write = (content: string): void => {
          writeFileSync(join(dir, 'foo.jsonl'), content);
        };
        write('a\nb\n');
        await tailing.settle();
        execFileSync('umount', [dir]);
        await waits(tailing, `${dir} is empty`);
        mount();
        await waits(tailing, `${dir} is empty`);
        write('a\nb\nc\n');
        await tailing.settle();
        expect(tailing.lines).to.deep.equal(['a', 'b', 'c']);
        expect(tailing.events).to.deep.equal([]);
        await tailing.close();
      } finally {
        execFileSync('umount', [dir]);
      }
    });
    if (!tried) this.skip();
  });
});
