import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { cachedCode } from './code-cache';

const BEFORE = '(function (exports, require, module, __filename, __dirname) {';
// On a line of its own: the last line of a file may be a comment.
const AFTER = '\n})';

/**
 * Runs a CommonJS file of the build and gives its exports, as `require` does; where V8's code cache lies beside it and
 * fits, nothing of the file is compiled. Each call runs the file anew.
 */
export function loadCode(path: string): unknown {
  const code = readFileSync(path);
  const script = new Script(`${BEFORE}${code.toString()}${AFTER}`, {
    filename: path,
    columnOffset: -BEFORE.length,
    // V8 itself refuses what another version of it has made, or one with other flags.
    cachedData: cachedCode(path, code),
  });
  const module = { exports: {} };
  const run: unknown = script.runInThisContext();
  if (isModuleFunction(run)) run(module.exports, createRequire(path), module, path, dirname(path));
  return module.exports;
}

type ModuleFunction = (
  exports: object,
  require: NodeJS.Require,
  module: { readonly exports: unknown },
  filename: string,
  dirname: string,
) => void;

function isModuleFunction(value: unknown): value is ModuleFunction {
  return typeof value === 'function';
}
