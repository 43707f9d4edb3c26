import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

/** The text of each file below a directory, by its path there. */
export async function filesBelow(dir: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const texts = await Promise.all(
    files.sort().map(async (path) => [relative(dir, path), await readFile(path, 'utf8')] as const),
  );
  return new Map(texts);
}
