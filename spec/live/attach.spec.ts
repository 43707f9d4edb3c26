import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { attachIntel } from '../../src/attach/attach';
import { attach, CONFIGS, hosted, isFollowing, listing, optionsAt, type Hosting } from '../bench/hosted';
import { HEALTH_FIELDS, outcome, SOURCE_FIELDS, withThread } from '../bench/hosted';
import { builtCli } from '../cli/built';
import { fileAt, STATE_NAMES } from '../cli/desk';
import { onSmallDisk } from '../io/small-disk';
import { inTempDir } from '../io/temp-dir';
import { sleep, until } from './chaos/live-process';

/** How long the timers are that are set meanwhile, one after the other, ms. */
async function waited(act: () => Promise<void>): Promise<number> {
  const real = setTimeout;
  let sumMs = 0;
  const noting = (then: () => void, ms: number): NodeJS.Timeout => {
    sumMs += ms;
    return real(then, ms);
  };
  Object.assign(globalThis, { setTimeout: noting });
  try {
    await act();
  } finally {
    Object.assign(globalThis, { setTimeout: real });
  }
  return sumMs;
}

describe('attachIntel', () => {
  let expected: object;
  before(() =>
    hosted({ options: () => ({ env: {} }) }, async (off) => {
      expected = outcome(off);
      expect(off.traded.closes).to.be.above(30);
      expect(off.attachment.idle).to.contain('INTEL_V6_ENABLED');
      expect(off.attachment.health()).to.equal(undefined);
      await off.attachment.stop();
      expect(readdirSync(off.dir).sort()).to.deep.equal(['config', 'ledger.csv', 'logs']);
    }),
  );

  it('follows its host, which does as without it, and writes in its own directories only', () =>
    hosted({}, async (on) => {
      const { dir, attachment, traded } = on;
      await isFollowing(attachment);
      const expectancy = join(dir, 'out', STATE_NAMES[0]);
      expect(await until(() => fileAt(expectancy, 'sample_count') === traded.closes)).to.equal(true);
      const before = listing(dir);
      const { ticks = 0 } = attachment.health() ?? {};
      expect(await until(() => (attachment.health()?.ticks ?? 0) > ticks)).to.equal(true);
      const health = attachment.health();
      expect(health).to.have.all.keys(HEALTH_FIELDS);
      expect(health?.sources['order_metrics']).to.have.all.keys(SOURCE_FIELDS);
      expect(health?.gates).to.deep.equal({ enabled: true, routerAutotune: true, feedbackAllocator: true });
      await attachment.stop();
      await attachment.stop();
      expect(await attachment.done).to.equal(undefined);
      expect(listing(dir)).to.deep.equal(before);
      expect(outcome(on)).to.deep.equal(expected);
      expect(readdirSync(dir).sort()).to.deep.equal(['config', 'journal', 'ledger.csv', 'logs', 'out']);
    }));

  it('keeps to its directories when the host changes its own', () =>
    inTempDir(CONFIGS, async (dir) => {
      const home = process.cwd();
      mkdirSync(join(dir, 'elsewhere'));
      process.chdir(dir);
      try {
        const attachment = await attach(optionsAt('.'));
        process.chdir('elsewhere');
        await isFollowing(attachment);
        await attachment.stop();
        expect(readdirSync('.')).to.deep.equal([]);
        expect(readdirSync(join(dir, 'out'))).to.include.members([...STATE_NAMES]);
      } finally {
        process.chdir(home);
      }
    }));

  it('leaves a taken directory to the one that has it', () =>
    hosted({}, async ({ dir, attachment }) => {
      await isFollowing(attachment);
      const second = await attach(optionsAt(dir));
      expect(await second.done).to.have.property('name', 'OwnerError');
      await second.stop();
      const before = attachment.health()?.written;
      expect(await until(() => attachment.health()?.written !== before)).to.equal(true);
    }));

  it('is stopped at once, in the middle of its start', () =>
    inTempDir(CONFIGS, async (dir) => {
      await (await attach(optionsAt(dir))).stop();
      const fromSource = attachIntel(optionsAt(dir));
      await sleep(300);
      await fromSource.stop();
    }));

  describe('leaves its host as it is when it fails:', () => {
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
      ['no environment', 'TypeError', option('env', undefined)],
      ['an option of another type', 'TypeError', option('logs', planted)],
      ['an option that no file can have', 'WorldError', option('out', 'a\0b')],
    ];
    for (const [what, ends, hosting] of cases) {
      it(what, () =>
        hosted(hosting, async (on) => {
          expect(outcome(on)).to.deep.equal(expected);
          if (ends === undefined) expect(await isFollowing(on.attachment)).to.equal(true);
          else expect(await on.attachment.done).to.have.property('name', ends);
          await on.attachment.stop();
        }),
      );
    }

    const threads: readonly (readonly [what: string, source: string, ends: string | undefined])[] = [
      ['a thread that throws', 'setTimeout(() => { throw new RangeError("planted") }, 50)', 'RangeError'],
      ['a thread that exits', 'setTimeout(() => process.exit(3), 50)', 'Error'],
      ['a thread that hangs', 'for (;;);', undefined],
    ];
    for (const [what, source, ends] of threads) {
      it(what, () =>
        inTempDir({}, (program) =>
          hosted({ program: withThread(program, source) }, async (on) => {
            expect(outcome(on)).to.deep.equal(expected);
            if (ends !== undefined) await on.attachment.done;
            expect(await waited(() => on.attachment.stop())).to.be.at.most(2000);
            expect((await on.attachment.done)?.name).to.equal(ends);
            expect(on.errors.map(({ name }) => name)).to.deep.equal(ends === undefined ? [] : [ends]);
          }),
        ),
      );
    }

    it('a thread that hangs or ends while it has the directories: they are free again', async () => {
      const takes = (then: string): string =>
        `const { ownDirectories } = require('../io/lock/owner-lock');
         const { out, journal, token } = require('node:worker_threads').workerData;
         ownDirectories([out, journal], token).then(() => { ${then} });`;
      for (const then of ['for (;;);', 'process.exit(3);']) {
        await inTempDir({}, (program) =>
          hosted({ program: withThread(program, takes(then)) }, async ({ dir, attachment }) => {
            const taken = (): boolean => existsSync(join(dir, 'journal', '.intel.lock'));
            if (then === 'for (;;);') expect(await until(taken)).to.equal(true);
            else await attachment.done;
            await attachment.stop();
            expect(await until(() => !taken())).to.equal(true);
            const second = await attach(optionsAt(dir));
            expect(await isFollowing(second)).to.equal(true);
            await second.stop();
          }),
        );
      }
    });

    it('and ends when its host has nothing left to do', () =>
      inTempDir(CONFIGS, (dir) => {
        const script = `const { attachIntel } = require(${JSON.stringify(join(dirname(builtCli()), 'attach', 'attach.js'))});
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

    it('a disk that fills up, and one that is full', async function () {
      const fills = await onSmallDisk(80, (disk) =>
        hosted(option('out', join(disk, 'out')), async (on) => {
          const said = (): string => JSON.stringify(on.attachment.health()?.warnings);
          expect(await until(() => /ENOSPC/.test(said()))).to.equal(true);
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
});
