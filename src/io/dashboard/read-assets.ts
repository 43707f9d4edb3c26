import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codeOf, WorldError } from '../files/failures';
import { packageRoot } from '../files/package-root';

/** Files of the built page, by the names asked for; undefined where it was not built. */
export async function readAssets<Name extends string>(
  names: Readonly<Record<Name, string>>,
  dir = join(packageRoot(), 'dist', 'page'),
): Promise<ReadonlyMap<string, Buffer> | undefined> {
  const assets = new Map<string, Buffer>();
  for (const file of Object.values<string>(names)) {
    try {
      assets.set(file, await readFile(join(dir, file)));
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw new WorldError(join(dir, file), 'read', error);
    }
  }
  return assets;
}
