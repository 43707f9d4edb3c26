import { access, constants, lstat, realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { codeOf, reaching, UsageError, WorldError } from '../../io/files/failures';

const SUFFIX = '.prom';

/**
 * The whole path of `--metrics-file`. Throws a UsageError for a name that the node exporter would not read, or one in a
 * directory that is ours or the executor's; a WorldError where no file can be written.
 */
export async function metricsPath(
  path: string,
  directories: Readonly<Record<string, string>>,
): Promise<string> {
  if (!path.endsWith(SUFFIX) || basename(path) === SUFFIX)
    throw new UsageError(
      `--metrics-file was "${path}"; allowed: a name that ends with ${SUFFIX}, the only ones that the node exporter reads`,
    );
  const parent = await reaching(path, 'write', async () => {
    const dir = await realpath(dirname(resolve(path))).catch((error: unknown) => {
      throw codeOf(error) === 'ENOENT'
        ? new Error('its directory is not there; make the directory first')
        : error;
    });
    await access(dir, constants.W_OK);
    return dir;
  });
  for (const [option, directory] of Object.entries(directories))
    if (isWithin(parent, await whole(directory)))
      throw new UsageError(
        `--metrics-file was "${path}", which lies in ${option} ${directory}; allowed: another directory`,
      );
  const whereTo = join(parent, basename(path));
  const found = await lstat(whereTo).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new WorldError(path, 'write', error);
  });
  if (found !== undefined && !found.isFile())
    throw new WorldError(
      path,
      'write',
      'what has this name is no file; allowed: a file, or a name that is free',
    );
  return whereTo;
}

// A directory that is not there yet stands where it will be made.
async function whole(directory: string): Promise<string> {
  const path = resolve(directory);
  return realpath(path).catch(async (error: unknown) => {
    if (codeOf(error) !== 'ENOENT' || dirname(path) === path) return path;
    return join(await whole(dirname(path)), basename(path));
  });
}

function isWithin(path: string, directory: string): boolean {
  const way = relative(directory, path);
  return way === '' || !(way === '..' || way.startsWith('../') || way.startsWith('/'));
}
