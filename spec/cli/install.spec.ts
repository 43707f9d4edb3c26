import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
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
      writeFileSync(join(dir, 'dist', 'program', 'intel.js'), 'console.error("runs")');
      expect(run(dir, process.execPath, 'bin/intel.cjs', 'replay')).to.deep.equal({ code: 0, err: 'runs\n' });
      return Promise.resolve();
    }));

  it('tells where in the sources a bug is', () =>
    inTempDir({}, (dir) => {
      const root = join(dirname(builtCli()), '..', '..');
      mkdirSync(join(root, 'bin'), { recursive: true });
      copyFileSync(join(ROOT, 'bin', 'intel.cjs'), join(root, 'bin', 'intel.cjs'));
      writeFileSync(join(dir, 'plant.js'), "process.stdout.write = () => { throw new Error('planted'); };");
      const plant = ['--require', join(dir, 'plant.js')];
      const { code, err } = run(dir, process.execPath, ...plant, join(root, 'bin', 'intel.cjs'), '--version');
      expect(code, err).to.equal(3);
      expect(err)
        .to.contain('planted')
        .and.match(/src\/cli\.ts:\d+/);
      return Promise.resolve();
    }));
});
