import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { expect } from 'chai';
import { inTempDir } from '../io/temp-dir';
import { builtCli } from './built';
import { intelProcess, type Run } from './intel';

const PROGRAM = 'intel.js';
const TOLD_READS = `
const fs = require('node:fs');
const { readFileSync } = fs;
fs.readFileSync = (path, ...more) => {
  if (String(path).endsWith('${PROGRAM}')) process.stderr.write('PROGRAM READ');
  return readFileSync(path, ...more);
};
`;

function start(...args: readonly string[]): Promise<Run> {
  return intelProcess(args, { program: join(dirname(builtCli()), 'start.js') });
}

describe('the start of the program', () => {
  for (const args of [[], ['--help'], ['-h'], ['help', 'replay'], ['live', '--help'], ['--version'], ['-V']])
    it(`answers [${args.join(' ')}] as the whole program does`, async () => {
      expect(await start(...args)).to.deep.equal(await intelProcess(args));
    });

  it('runs a command one of whose values looks like a call for help', async () => {
    const { code, err } = await start('probe', '--state', '--help');
    expect(code).to.equal(4);
    expect(err).to.contain('could not read --help');
  });

  it('reads the program for a command, and not for a help', () =>
    inTempDir({}, (dir) => {
      const plant = join(dir, 'plant.cjs');
      writeFileSync(plant, TOLD_READS);
      const readsOf = (...args: readonly string[]): number => {
        const path = join(dirname(builtCli()), 'start.js');
        const { stderr } = spawnSync(process.execPath, ['--require', plant, path, ...args]);
        return stderr.toString().split('PROGRAM READ').length - 1;
      };
      expect([readsOf('--help'), readsOf('settings'), readsOf('probe', '--state', '-h')]).to.deep.equal([
        0, 1, 1,
      ]);
      return Promise.resolve();
    }));
});
