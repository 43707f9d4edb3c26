import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { isObject, own } from '../../src/model/values/json';
import { inTempDir } from '../io/temp-dir';
import { builtCli, ROOT } from './built';

/** An installation without what builds the program. */

/** The script that npm runs after an installation. */
function scriptAfter(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const scripts = isObject(manifest) ? own(manifest, 'scripts') : undefined;
  return String(isObject(scripts) ? own(scripts, 'postprepare') : undefined);
}

const run = (
  dir: string,
  command: string,
  ...args: readonly string[]
): { code: number | null; err: string } => {
  const { status, stderr } = spawnSync(command, args, { cwd: dir, encoding: 'utf8' });
  return { code: status, err: stderr };
};

describe('an installation', () => {
  it('without development dependencies ends in a sentence that says what to do', () =>
    inTempDir({}, (dir) => {
      const { code, err } = run(dir, 'sh', '-c', scriptAfter());
      expect({ code, err }).to.deep.equal({
        code: 1,
        err: 'intel cannot be built without its development dependencies: run npm ci --include=dev\n',
      });
      return Promise.resolve();
    }));

  it('without them beside a built program does nothing and is well', () =>
    inTempDir({ 'dist/program/intel.js': '' }, (dir) => {
      expect(run(dir, 'sh', '-c', scriptAfter())).to.deep.equal({ code: 0, err: '' });
      return Promise.resolve();
    }));

  it('whose scripts did not run has a program that says so', () =>
    inTempDir({}, (dir) => {
      mkdirSync(join(dir, 'bin'));
      copyFileSync(join(ROOT, 'bin', 'intel.cjs'), join(dir, 'bin', 'intel.cjs'));
      const { code, err } = run(dir, process.execPath, 'bin/intel.cjs', 'replay');
      expect(code).to.equal(1);
      expect(err).to.equal(
        'intel is not built: run npm ci --include=dev, and npm run build where scripts are ignored\n',
      );
      mkdirSync(join(dir, 'dist', 'program'), { recursive: true });
      writeFileSync(join(dir, 'dist', 'program', 'start.js'), 'console.error("runs")');
      expect(run(dir, process.execPath, 'bin/intel.cjs', 'replay')).to.deep.equal({ code: 0, err: 'runs\n' });
      return Promise.resolve();
    }));

  it('tells where in the sources a bug is', () =>
    inTempDir({ 'plant.js': FAILING_OUTPUT }, (dir) => {
      const { code, err } = runBin(dir, builtPackage(), 'plant.js');
      expect(code, err).to.equal(3);
      expect(err)
        .to.contain('planted')
        .and.match(/src\/cli\/terminal\/print\.ts:\d+/);
      return Promise.resolve();
    }));

  it('reads its source map with the first failure, and not before', () =>
    inTempDir({ 'told.js': TOLD_READS, 'plant.js': TOLD_READS + FAILING_OUTPUT }, (dir) => {
      const reads = (plant: string): number =>
        runBin(dir, builtPackage(), plant).err.split('MAP READ').length - 1;
      expect([reads('told.js'), reads('plant.js')]).to.deep.equal([0, 1]);
      return Promise.resolve();
    }));

  it('tells a bug by the places of the bundle where its source map is damaged or gone', () =>
    inTempDir({ 'plant.js': FAILING_OUTPUT }, (dir) => {
      const root = join(dir, 'package');
      cpSync(builtPackage(), root, { recursive: true, filter: (path) => !path.endsWith('host.js') });
      const map = join(root, 'dist', 'program', 'intel.js.map');
      for (const damage of [
        () => {
          writeFileSync(map, '{"version":3,');
        },
        () => {
          rmSync(map);
        },
      ]) {
        damage();
        const { code, err } = runBin(dir, root, 'plant.js');
        expect(code, err).to.equal(3);
        expect(err)
          .to.contain('planted')
          .and.match(/program\/intel\.js:\d+/);
      }
      return Promise.resolve();
    }));
});

const FAILING_OUTPUT = "process.stdout.write = () => { throw new Error('planted'); };";

const TOLD_READS = `
const fs = require('node:fs');
const { readFileSync } = fs;
fs.readFileSync = (path, ...more) => {
  if (String(path).endsWith('.map')) process.stderr.write('MAP READ');
  return readFileSync(path, ...more);
};
`;

/** The package's directory with the built program and what starts it. */
function builtPackage(): string {
  const root = join(dirname(builtCli()), '..', '..');
  mkdirSync(join(root, 'bin'), { recursive: true });
  copyFileSync(join(ROOT, 'bin', 'intel.cjs'), join(root, 'bin', 'intel.cjs'));
  return root;
}

function runBin(
  dir: string,
  root: string,
  plant: string,
): { readonly code: number | null; readonly err: string } {
  return run(
    dir,
    process.execPath,
    '--require',
    join(dir, plant),
    join(root, 'bin', 'intel.cjs'),
    ...['completion', 'bash'],
  );
}
