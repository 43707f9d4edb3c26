import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { runsOf } from '../campaign';
import { CONFIGS, hosted, isFollowing, optionsAt, outcome, undisturbed, type Hosting } from '../bench/hosted';
import { builtModules } from '../cli/built';
import { onSmallDisk } from '../io/small-disk';
import { inTempDir } from '../io/temp-dir';
import { until } from './chaos/live-process';

describe('attachIntel leaves its host as it is when it fails:', () => {
  let expected: object;
  before(async () => {
    expected = await undisturbed();
  });

  const planted = (): never => {
    throw new Error('planted');
  };
  const rejected = (): Promise<never> => Promise.reject(new Error('planted'));
  const brokenConfig = { 'config/risk_limits.json': '{' };
  const noLogs = (onIncident: () => unknown): Hosting => ({
    options: (dir) => ({ logs: join(dir, 'ledger.csv'), onIncident }),
  });
  const option = (name: string, value: unknown): Hosting => ({ options: () => ({ [name]: value }) });
  const cases: readonly (readonly [what: string, ends: string | undefined, hosting: Hosting])[] = [
    ['a broken config', 'UsageError', { files: brokenConfig }],
    ['an output that is a file', 'WorldError', { files: { out: '' } }],
    ['logs that are a file, and onIncident throws', undefined, noLogs(planted)],
    ['logs that are a file, and onIncident rejects', undefined, noLogs(rejected)],
    ['onError throws', 'UsageError', { files: brokenConfig, ...option('onError', planted) }],
    ['onError rejects', 'UsageError', { files: brokenConfig, ...option('onError', rejected) }],
    ['no environment', 'UsageError', option('env', undefined)],
    ['an option of another type', 'UsageError', option('logs', planted)],
    ...['logs', 'config', 'out', 'journal'].map(
      (name) => [`an empty path for ${name}`, 'UsageError', option(name, '')] as const,
    ),
    ['an option that no file can have', 'WorldError', option('out', 'a\0b')],
  ];
  for (const [what, ends, hosting] of cases) {
    it(what, () =>
      hosted(hosting, async (on) => {
        expect(outcome(on)).to.deep.equal(expected);
        if (ends === undefined) expect(await isFollowing(on.dir)).to.equal(true);
        else expect(await on.attachment.done).to.have.property('name', ends);
        await on.attachment.stop();
      }),
    );
  }

  it('and ends when its host has nothing left to do', () =>
    inTempDir(CONFIGS, (dir) => {
      const script = `const { attachIntel } = require(${JSON.stringify(join(builtModules(), 'src', 'attach', 'attach.js'))});
        const options = ${JSON.stringify(optionsAt(dir))};
        attachIntel(options);
        const status = ${JSON.stringify(join(dir, 'out', 'intel_status.json'))};
        const working = setInterval(() => require('node:fs').existsSync(status) && clearInterval(working), 20);`;
      const { status, signal, stderr } = spawnSync(process.execPath, ['-e', script], {
        encoding: 'utf8',
        timeout: 60_000,
      });
      expect({ status, signal, stderr }).to.deep.equal({ status: 0, signal: null, stderr: '' });
    }));

  if (runsOf('fullDisks') === 0) return;
  it('a disk that fills up, and one that is full', async function () {
    const fills = await onSmallDisk(80, (disk) =>
      hosted(option('out', join(disk, 'out')), async (on) => {
        const said = (): string => JSON.stringify(on.attachment.health()?.warnings);
        expect(await until(() => /no space is left/.test(said()))).to.equal(true);
        expect(outcome(on)).to.deep.equal(expected);
        await on.attachment.stop();
      }),
    );
    const full = await onSmallDisk(8, (disk) =>
      hosted(option('out', join(disk, 'out')), async (on) => {
        expect(await on.attachment.done).to.have.property('name', 'WorldError');
        expect(outcome(on)).to.deep.equal(expected);
      }),
    );
    if (!fills || !full) this.skip();
  });
});
