import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import vm, { type ScriptOptions } from 'node:vm';
import { expect } from 'chai';
import { codeCachePath, sealedCache } from '../../../src/io/code/code-cache';
import { loadCode } from '../../../src/io/code/load-code';
import { inTempDir } from '../temp-dir';

/** Runs `use` while each script that is compiled is kept. */
function recorded<T>(use: () => T): { readonly result: T; readonly scripts: readonly vm.Script[] } {
  const scripts: vm.Script[] = [];
  const { Script } = vm;
  class RecordedScript extends Script {
    constructor(code: string, options?: ScriptOptions) {
      super(code, options);
      scripts.push(this);
    }
  }
  Object.assign(vm, { Script: RecordedScript });
  try {
    return { result: use(), scripts };
  } finally {
    Object.assign(vm, { Script });
  }
}

/** Loads a file, and leaves its code cache beside it as a build does. */
function cacheOf(path: string): void {
  const [script] = recorded(() => loadCode(path)).scripts;
  if (script === undefined) throw new Error('nothing was compiled');
  writeFileSync(codeCachePath(path), sealedCache(readFileSync(path), script.createCachedData()));
}

const ANSWER = 'module.exports = (function answer() { return 41; })(); // as it was';

describe('loadCode', () => {
  it('gives a CommonJS file what require gives it', () =>
    inTempDir({ 'beside.js': 'exports.name = "beside";' }, (dir) => {
      const path = join(dir, 'code.js');
      writeFileSync(
        path,
        'exports.all = [require("./beside.js").name, __filename, __dirname, module.exports === exports];',
      );
      expect(loadCode(path)).to.deep.equal({ all: ['beside', path, dir, true] });
    }));

  it('keeps the places of the file in stacks, on its first line too', () =>
    inTempDir({ 'code.js': 'module.exports = new Error("here").stack;' }, (dir) => {
      const path = join(dir, 'code.js');
      expect(loadCode(path)).to.contain(`${path}:1:18`);
    }));

  it('takes the cache of this code, and compiles nothing', () =>
    inTempDir({ 'code.js': ANSWER }, (dir) => {
      const path = join(dir, 'code.js');
      cacheOf(path);
      const { result, scripts } = recorded(() => loadCode(path));
      expect(result).to.equal(41);
      expect(scripts.map(({ cachedDataRejected }) => cachedDataRejected)).to.deep.equal([false]);
    }));

  it('does not run the cache of other code of the same length', () =>
    inTempDir({ 'code.js': ANSWER }, (dir) => {
      const path = join(dir, 'code.js');
      cacheOf(path);
      writeFileSync(path, ANSWER.replace('41', '42'));
      expect(loadCode(path)).to.equal(42);
    }));

  it('runs the file where the cache is torn, damaged, empty, of another make or unreadable', () =>
    inTempDir({ 'code.js': ANSWER, 'dir.js': ANSWER, 'dir.js.cache/x': '' }, (dir) => {
      const path = join(dir, 'code.js');
      cacheOf(path);
      const whole = readFileSync(codeCachePath(path));
      const flipped = Buffer.from(whole);
      flipped.writeUInt8(whole.readUInt8(200) ^ 1, 200);
      const code = readFileSync(path);
      const foreign = sealedCache(code, Buffer.concat([Buffer.from('other V8'), whole.subarray(8, -8)]));
      for (const bytes of [
        Buffer.alloc(0),
        whole.subarray(0, 7),
        whole.subarray(0, -100),
        flipped,
        foreign,
      ]) {
        writeFileSync(codeCachePath(path), bytes);
        expect(loadCode(path)).to.equal(41);
      }
      expect(loadCode(join(dir, 'dir.js'))).to.equal(41);
    }));

  it('gives V8 no cache that is damaged', () =>
    inTempDir({ 'code.js': ANSWER }, (dir) => {
      const path = join(dir, 'code.js');
      cacheOf(path);
      const bytes = readFileSync(codeCachePath(path));
      bytes.writeUInt8(bytes.readUInt8(200) ^ 1, 200);
      writeFileSync(codeCachePath(path), bytes);
      const [script] = recorded(() => loadCode(path)).scripts;
      expect(script?.cachedDataRejected).to.equal(undefined);
    }));
});
