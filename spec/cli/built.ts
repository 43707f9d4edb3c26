import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';

export const ROOT = resolve(__dirname, '..', '..');

let place: string | undefined;

/** The program as it is shipped, made once from the sources in a directory of its own. */
export function builtCli(): string {
  const program = join(builtPlace(), 'dist', 'program');
  if (!existsSync(program))
    execFileSync(process.execPath, [join(ROOT, 'src', 'cli', 'bundle.mjs'), program], { stdio: 'inherit' });
  return join(program, 'intel.js');
}

/** The directory of the modules as plain JavaScript, made once: `src/`, `operators/` and `pipelines/` lie in it. */
export function builtModules(): string {
  const dir = builtPlace();
  if (existsSync(join(dir, 'src'))) return dir;
  const sources = ['src', 'operators', 'pipelines'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('wasm'))
      .map((name) => join(folder, name)),
  );
  compile(sources, ROOT, dir);
  return dir;
}

/** Compiles sources, named from the package's root, to the same places below `outdir`. */
export function compile(entryPoints: readonly string[], root: string, outdir: string): void {
  buildSync({
    absWorkingDir: root,
    entryPoints: [...entryPoints],
    outbase: root,
    outdir,
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
  });
}

function builtPlace(): string {
  place ??= newPlace();
  return place;
}

/** A package's directory in which nothing is built but what does not come from the modules. */
function newPlace(): string {
  const dir = mkdtempSync(join(tmpdir(), 'intel-built-'));
  process.once('exit', () => {
    rmSync(dir, { recursive: true, force: true });
  });
  copyFileSync(join(ROOT, 'package.json'), join(dir, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(dir, 'node_modules'));
  mkdirSync(join(dir, 'dist'));
  // A validator lies under the digest of its schema: one that is out of date is not found.
  for (const made of ['page', 'row-scanner.wasm', 'validators'])
    symlinkSync(join(ROOT, 'dist', made), join(dir, 'dist', made));
  return dir;
}
