import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Tree = Readonly<Record<string, string | Uint8Array>>;

/** Where files lie in memory, if anywhere: for specs that make very many of them and are not about the disk. */
export const IN_MEMORY = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/** Runs `use` on a temporary directory that holds these files, by path below it; gone afterwards. */
export async function inTempDir<T>(
  files: Tree,
  use: (dir: string) => T | Promise<T>,
  parent = tmpdir(),
): Promise<T> {
  const dir = mkdtempSync(join(parent, 'intel-io-'));
  try {
    plant(dir, files);
    return await use(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Writes files below a directory. */
export function plant(dir: string, files: Tree): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  }
}
