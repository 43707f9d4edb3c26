import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { isRunning, startOf } from '../../../src/io/files/is-running';
import { failure, watchingCalls } from '../fs-calls';
import { GONE } from '../lock/owners';

describe('isRunning', () => {
  const { ppid } = process;

  it('is true of the process of that number and start', async () => {
    expect(await isRunning(ppid)).to.equal(true);
    expect(await isRunning(ppid, await startOf(ppid))).to.equal(true);
    expect(await isRunning(ppid, '12')).to.equal(false);
    expect(await isRunning(GONE)).to.equal(false);
  });

  it('goes by the number where /proc is not to be read', async () => {
    const hidden = ({ path }: { path: string }): void => {
      if (path.startsWith('/proc')) throw failure('ENOENT');
    };
    await watchingCalls(hidden, async () => {
      expect(await startOf(ppid)).to.equal('');
      expect(await isRunning(ppid, '12')).to.equal(true);
      expect(await isRunning(GONE, '12')).to.equal(false);
    });
  });

  it('is false of a killed process whose parent has not asked after it', async () => {
    // The shell becomes a sleep that never asks how its child ended.
    const parent = spawn('sh', ['-c', 'sleep 60 & echo $!; exec sleep 60']);
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      expect(await isRunning(pid)).to.equal(true);
      process.kill(pid, 'SIGKILL');
      while (!/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
      expect(await isRunning(pid)).to.equal(false);
    } finally {
      parent.kill('SIGKILL');
    }
  });
});
