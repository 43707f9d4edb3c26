import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Runs `use` on a file system of so many KiB; false where none can be mounted. */
export async function onSmallDisk(kib: number, use: (dir: string) => void | Promise<void>): Promise<boolean> {
  const dir = mkdtempSync(join(tmpdir(), 'intel-disk-'));
  try {
    if (!mounted('mount', '-t', 'tmpfs', '-o', `size=${kib}k`, 'tmpfs', dir)) return false;
    try {
      await use(dir);
    } finally {
      mounted('umount', '-l', dir);
    }
    return true;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function mounted(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
