import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigWatch } from '../../../src/io/follow/config-watch';
import { toDesk } from '../../../src/model/fund/desk';
import { inTempDir } from '../temp-dir';
import { callsOf, failure, watchingCalls } from '../fs-calls';

const LIMITS = '{"global":{"max_nav_drawdown_pct":10,"symbol_notional_share_cap_pct":25}}';
const UNIVERSE = '{"universe":[{"symbol":"BTCUSDT","enabled":true}]}';
const SOUND = { 'risk_limits.json': LIMITS, 'pairs_universe.json': UNIVERSE };
const OTHER = LIMITS.replace('10', '12');

/** A config directory and its watch. */
class Watched {
  watch: ConfigWatch;

  constructor(readonly dir: string) {
    this.watch = new ConfigWatch(dir, undefined);
  }

  write(name: string, content: string): void {
    writeFileSync(join(this.dir, `${name}.tmp`), content);
    renameSync(join(this.dir, `${name}.tmp`), join(this.dir, name));
  }

  /** The digests of what so many polls tell. */
  async digests(polls: number): Promise<readonly string[]> {
    const digests: string[] = [];
    for (let n = 0; n < polls; n++) {
      const record = await this.watch.poll();
      if (record !== undefined) digests.push(record.digest);
    }
    return digests;
  }
}

const watched = (use: (config: Watched) => Promise<void>): Promise<void> =>
  inTempDir(SOUND, (dir) => use(new Watched(dir)));

describe('ConfigWatch', () => {
  it('tells a sound config once, with all that a desk is made of', async () => {
    await watched(async ({ watch }) => {
      const record = await watch.poll();
      expect(record).to.include({ kind: 'config' });
      if (record === undefined) return;
      const desk = toDesk(record.files, record.digest, record.warnings);
      expect([desk.maxDrawdownPct, [...desk.listings.keys()], desk.warnings]).to.deep.equal([
        10,
        ['BTCUSDT'],
        [],
      ]);
      expect(await watch.poll()).to.equal(undefined);
      expect(watch.problems).to.deep.equal([]);
    });
  });

  it('is read twice, as two changes may look like one, and then not any more', async () => {
    await watched(async ({ watch }) => {
      const opens = async (): Promise<number> => (await callsOf(() => watch.poll())).length;
      const [first, second, third] = [await opens(), await opens(), await opens()];
      expect([second, third]).to.deep.equal([first, 5]);
      expect(first).to.be.greaterThan(5);
    });
  });

  it('tells a change once; the same content again, or laid out otherwise, is no news', async () => {
    await watched(async (config) => {
      const [digest] = await config.digests(3);
      config.write('risk_limits.json', LIMITS);
      config.write('pairs_universe.json', JSON.stringify(JSON.parse(UNIVERSE), null, 4));
      expect(await config.digests(3)).to.deep.equal([]);
      config.write('risk_limits.json', OTHER);
      const [changed, ...more] = await config.digests(3);
      expect([more, changed === digest]).to.deep.equal([[], false]);
      config.write('risk_limits.json', LIMITS);
      expect(await config.digests(3)).to.deep.equal([digest]);
    });
  });

  it('is no news after a restart while it says the same', async () => {
    await watched(async (config) => {
      const [digest] = await config.digests(1);
      config.watch = new ConfigWatch(config.dir, digest);
      expect(await config.digests(3)).to.deep.equal([]);
      config.write('risk_limits.json', OTHER);
      expect(await config.digests(3)).to.have.length(1);
    });
  });

  it('a bad edit leaves the old one in force, and its place is named until it is mended', async () => {
    await watched(async (config) => {
      const { watch, dir } = config;
      await config.digests(2);
      for (const [name, content, said] of [
        [
          'risk_limits.json',
          LIMITS.replace('10', '"ten"'),
          ':1:35 /global/max_nav_drawdown_pct: found "ten"',
        ],
        ['risk_limits.json', LIMITS.slice(0, 30), ':1:'],
        ['pairs_universe.json', '{"universe":\n{}}', ':2:1 /universe'],
      ] as const) {
        config.write(name, content);
        for (let n = 0; n < 3; n++) {
          expect(await watch.poll()).to.equal(undefined);
          expect(watch.problems.join()).to.contain(`${join(dir, name)}${said}`);
        }
        config.write(name, SOUND[name]);
        expect(await config.digests(2)).to.deep.equal([]);
        expect(watch.problems).to.deep.equal([]);
      }
      rmSync(join(dir, 'risk_limits.json'));
      await watch.poll();
      expect(watch.problems.join()).to.contain(`${join(dir, 'risk_limits.json')}: missing`);
      config.write('risk_limits.json', OTHER);
      expect(await config.digests(2)).to.have.length(1);
      expect(watch.problems).to.deep.equal([]);
    });
  });

  it('has problems where there never was a sound one, and tells the first', async () => {
    await inTempDir({}, async (dir) => {
      const config = new Watched(join(dir, 'config'));
      expect(await config.digests(2)).to.deep.equal([]);
      expect(config.watch.problems.join()).to.contain('risk_limits.json: missing');
      mkdirSync(config.dir);
      for (const [name, content] of Object.entries(SOUND)) config.write(name, content);
      expect(await config.digests(2)).to.have.length(1);
    });
  });

  it('a file that could not be looked at is no change, and is forgotten when it can', async () => {
    await watched(async (config) => {
      const { watch } = config;
      await config.digests(2);
      const refuse = (refused: string) => (call: { op: string }) => {
        if (call.op === refused) throw failure('EMFILE');
      };
      for (const [op, change] of [
        ['stat', false],
        ['stat', true],
        ['readFile', true],
      ] as const) {
        if (change) config.write('risk_limits.json', LIMITS);
        for (let n = 0; n < 3; n++) {
          expect(await watchingCalls(refuse(op), () => watch.poll())).to.equal(undefined);
          expect(watch.problems.join()).to.contain('EMFILE');
        }
        expect(await config.digests(2)).to.deep.equal([]);
        expect(watch.problems).to.deep.equal([]);
      }
    });
  });

  it('an optional file is left out only when the next poll cannot use it either', async () => {
    await watched(async (config) => {
      const registry = '{"strategies":{"trend":{"enabled":true,"capacity_usd":1000}}}';
      config.write('strategy_registry.json', registry);
      const [digest] = await config.digests(2);
      // Caught half written.
      config.write('strategy_registry.json', registry.slice(0, 40));
      expect(await config.digests(1)).to.deep.equal([]);
      config.write('strategy_registry.json', registry);
      expect(await config.digests(3)).to.deep.equal([]);
      config.write('strategy_registry.json', registry.slice(0, 40));
      expect(await config.digests(1)).to.deep.equal([]);
      const record = await config.watch.poll();
      expect(record?.warnings).to.deep.equal(['strategy_registry_unusable']);
      expect(await config.digests(3)).to.deep.equal([]);
      config.write('strategy_registry.json', registry);
      expect(await config.digests(3)).to.deep.equal([digest]);
      // At the start there is nothing to stay with.
      config.write('strategy_registry.json', '{');
      config.watch = new ConfigWatch(config.dir, undefined);
      expect(await config.digests(1)).to.have.length(1);
    });
  });
});
