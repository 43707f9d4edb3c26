import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import vm, { type ScriptOptions } from 'node:vm';
import { codeCachePath, sealedCache } from '../io/code/code-cache';
import { loadCode } from '../io/code/load-code';
import { packageRoot } from '../io/files/package-root';

/**
 * Writes V8's code caches of the built program and of the validators that it loads: the last part of a build. It replays
 * the bundled history first, since a cache holds what is compiled by then: what a replay needs, and no more.
 */
function writeCodeCaches(): void {
  const scripts = recordScripts();
  const root = packageRoot();
  const out = mkdtempSync(join(tmpdir(), 'intel-build-'));
  process.once('exit', (code) => {
    rmSync(out, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the replay of the bundled history ended with ${code}`);
    for (const [path, script] of scripts)
      writeFileSync(codeCachePath(path), sealedCache(readFileSync(path), script.createCachedData()));
  });
  const places = ['--logs', join(root, 'logs', 'sample'), '--config', join(root, 'config'), '--out', out];
  process.argv = [process.execPath, 'intel', 'replay', ...places, '--quiet'];
  loadCode(join(root, 'dist', 'program', 'intel.js'));
}

/** What `loadCode` compiles from now on, by path: by us as well as by the program. */
function recordScripts(): ReadonlyMap<string, vm.Script> {
  const scripts = new Map<string, vm.Script>();
  class RecordedScript extends vm.Script {
    constructor(code: string, options: ScriptOptions) {
      super(code, options);
      scripts.set(String(options.filename), this);
    }
  }
  Object.assign(vm, { Script: RecordedScript });
  return scripts;
}

if (require.main === module) writeCodeCaches();
