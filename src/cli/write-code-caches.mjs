import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';

// Writes V8's code caches of the built program and of the validators it loads: the part of a build that comes last.
// A replay of the bundled history runs first, so that the caches hold what a replay compiles, and no more.

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const require = createRequire(import.meta.url);
const { codeCachePath, sealedCache } = require('../../dist/src/io/code/code-cache.js');

const scripts = new Map();
const { Script } = vm;
vm.Script = class extends Script {
  constructor(code, options) {
    super(code, options);
    scripts.set(options.filename, this);
  }
};

const out = mkdtempSync(join(tmpdir(), 'intel-build-'));
process.once('exit', (code) => {
  rmSync(out, { recursive: true, force: true });
  if (code !== 0) throw new Error(`the replay of the bundled history ended with ${code}`);
  for (const [path, script] of scripts)
    writeFileSync(codeCachePath(path), sealedCache(readFileSync(path), script.createCachedData()));
});

const places = ['--logs', join(root, 'logs/sample'), '--config', join(root, 'config'), '--out', out];
process.argv = [process.execPath, 'intel', 'replay', ...places, '--quiet'];
require('../../dist/program/start.js');
