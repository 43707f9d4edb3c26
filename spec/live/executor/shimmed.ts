import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { inTempDir } from '../../io/temp-dir';

const SHIM = join(__dirname, 'fs-shim.cjs');

/** How a script ended, and what it left. */
export interface Shimmed {
  readonly signal: string | null;
  readonly out: string;
  /** What SHIM_COUNT_FILE holds; undefined when there is none. */
  readonly count: string | undefined;
  /** `op name` of each counted call. */
  readonly trace: readonly string[];
  readonly file: (name: string) => string | undefined;
}

/** Runs a body of an async function that has `at(name)`, `promises_1` and `fs_1`, on a directory that holds `x`. */
export async function shimmed<T>(
  body: string,
  env: Readonly<Record<string, string>>,
  use: (run: Shimmed) => T,
): Promise<T> {
  const script = `
    const promises_1 = require('node:fs/promises');
    const fs_1 = require('node:fs');
    const at = (name) => require('node:path').join(process.argv[1], name);
    const tell = ({ code, errno, syscall, message }) => console.log(JSON.stringify({ code, errno, syscall, message }));
    (async () => { ${body} })().catch(tell);`;
  return inTempDir({ 'in/x': 'old', 'out/x': 'old' }, (root) => {
    const dir = join(root, 'in');
    const text = (path: string): string | undefined =>
      existsSync(path) ? readFileSync(path, 'utf8') : undefined;
    const files = { SHIM_COUNT_FILE: join(root, 'count'), SHIM_TRACE_FILE: join(root, 'trace') };
    const { signal, stdout, stderr } = spawnSync(process.execPath, ['--require', SHIM, '-e', script, dir], {
      env: { ...process.env, SHIM_DIRS: `/nowhere:${dir}`, ...files, ...env },
      encoding: 'utf8',
    });
    expect(stderr).to.equal('');
    const lines = (text(files.SHIM_TRACE_FILE) ?? '').split('\n').filter((line) => line !== '');
    return use({
      signal,
      out: stdout.trim(),
      count: text(files.SHIM_COUNT_FILE),
      trace: lines.map((line) => line.replace(/^\d+ /, '').replaceAll(`${dir}/`, '').replace(dir, '.')),
      file: (name) => text(join(dir, name)),
    });
  });
}
