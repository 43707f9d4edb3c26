import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { attachIntel } from '../../src/attach/attach';
import {
  attach,
  CONFIGS,
  HEALTH_FIELDS,
  hosted,
  isFollowing,
  listing,
  optionsAt,
  outcome,
  SOURCE_FIELDS,
  undisturbed,
} from '../bench/hosted';
import { statusOf } from '../bench/live-child';
import { fileAt, STATE_NAMES } from '../cli/desk';
import { inTempDir } from '../io/temp-dir';
import { sleep, until } from './chaos/live-process';

describe('attachIntel', () => {
  let expected: object;
  before(async () => {
    expected = await undisturbed();
  });

  it('does nothing while its gate is closed', () =>
    hosted({ options: () => ({ env: {} }) }, async (off) => {
      expect(off.traded.closes).to.be.above(30);
      expect(off.attachment.idle).to.contain('INTEL_V6_ENABLED');
      expect(off.attachment.health()).to.equal(undefined);
      await off.attachment.stop();
      expect(readdirSync(off.dir).sort()).to.deep.equal(['config', 'ledger.csv', 'logs']);
      expect(outcome(off)).to.deep.equal(expected);
    }));

  it('follows its host, which does as without it, and writes in its own directories only', () =>
    hosted({}, async (on) => {
      const { dir, attachment, traded } = on;
      expect(await until(() => (attachment.health()?.ticks ?? 0) > 0)).to.equal(true);
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
        expect(await isFollowing(dir)).to.equal(true);
        await attachment.stop();
        expect(readdirSync('.')).to.deep.equal([]);
        expect(readdirSync(join(dir, 'out'))).to.include.members([...STATE_NAMES]);
      } finally {
        process.chdir(home);
      }
    }));

  it('leaves a taken directory to the one that has it', () =>
    hosted({}, async ({ dir }) => {
      expect(await isFollowing(dir)).to.equal(true);
      const second = await attach(optionsAt(dir));
      expect(await second.done).to.have.property('name', 'OwnerError');
      await second.stop();
      const before = statusOf(dir, 'written');
      expect(await until(() => statusOf(dir, 'written') !== before)).to.equal(true);
    }));

  it('stands by for a taken directory, and goes on when the one that has it ends', () =>
    hosted({}, async ({ dir, attachment }) => {
      expect(await isFollowing(dir)).to.equal(true);
      const second = await attach({ ...optionsAt(dir), standby: true });
      await sleep(300);
      expect(second.health()).to.equal(undefined);
      await attachment.stop();
      expect(await until(() => second.health() !== undefined)).to.equal(true);
      expect(second.health()).to.deep.include({ state: 'live' });
      await second.stop();
      expect(await second.done).to.equal(undefined);
    }));

  it('is stopped at once, in the middle of its start', () =>
    inTempDir(CONFIGS, async (dir) => {
      await (await attach(optionsAt(dir))).stop();
      const fromSource = attachIntel(optionsAt(dir));
      await sleep(300);
      await fromSource.stop();
    }));
});
