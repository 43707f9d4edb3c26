import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { loadDesk } from '../../../src/io/config/load-desk';
import { inDir, LEAST, linesOf, load } from './config-dir';

describe('loadDesk', () => {
  it('makes a desk of the two required files alone', async () => {
    const { desk, problems, conversions } = await load({});
    expect(problems).to.deep.equal([]);
    expect(conversions).to.deep.equal([]);
    expect(desk?.settings.windows).to.deep.equal(['7d', '24h', '30d', 'last_200']);
    expect([...(desk?.listings.keys() ?? [])]).to.deep.equal(['BTCUSDT']);
    expect(desk?.warnings).to.deep.equal([]);
  });

  it('says what a missing file would hold, under the name the caller knows', async () => {
    await inDir({}, async (dir) => {
      const loaded = await loadDesk(dir);
      expect(loaded.desk).to.equal(undefined);
      expect(loaded.problems.map(({ file }) => file)).to.deep.equal([
        join(dir, 'pairs_universe.json'),
        join(dir, 'risk_limits.json'),
      ]);
      expect(linesOf(loaded)).to.deep.equal([
        'error pairs_universe.json: missing; required: the symbols the fund may trade',
        "error risk_limits.json: missing; required: the fund's limits",
      ]);
    });
  });

  it('has no desk where a required file is no file, no JSON or breaks its schema', async () => {
    await inDir({ 'pairs_universe.json': '{"universe": [{"symbol": 1}]}' }, async (dir) => {
      mkdirSync(join(dir, 'risk_limits.json'));
      const loaded = await loadDesk(dir);
      expect(loaded.desk).to.equal(undefined);
      expect(linesOf(loaded)).to.deep.equal([
        'error pairs_universe.json:1:26 /universe/0/symbol: found 1; must be a string (\\S)',
        "error risk_limits.json: is a directory, not a file; required: the fund's limits",
      ]);
    });
    const unparsable = await load({ 'risk_limits.json': '{\n  "global": {\n' });
    expect(unparsable.desk).to.equal(undefined);
    expect(linesOf(unparsable)[0]).to.match(/^error risk_limits\.json:3:1: JSON syntax/);
  });

  it('strips a byte order mark and counts columns without it', async () => {
    const { desk } = await load({ 'risk_limits.json': '\ufeff{}' });
    expect(desk).to.not.equal(undefined);
    const broken = await load({ 'risk_limits.json': '\ufeff{"global": 1}' });
    expect(linesOf(broken)).to.deep.equal([
      'error risk_limits.json:1:12 /global: found 1; must be an object',
    ]);
  });

  describe('settings', () => {
    it('fills defaults beside what the file sets', async () => {
      const { desk } = await load({ 'execution_intel.json': '{"score": {"prior": 0.5}}' });
      expect(desk?.settings.score.prior).to.equal(0.5);
      expect(desk?.settings.score.pseudo_rows).to.equal(10);
    });

    it('refuses unknown keys with a suggestion, and wrong values with what is allowed', async () => {
      const loaded = await load({
        'execution_intel.json': '{\n  "horizn": "30d",\n  "r_clip": 0,\n  "pnl":\n    "nett"\n}',
      });
      expect(loaded.desk).to.equal(undefined);
      expect(linesOf(loaded)).to.deep.equal([
        'error execution_intel.json:2:3 /horizn: unknown key (did you mean "horizon"?)',
        'error execution_intel.json:3:13 /r_clip: found 0; must be a number > 0',
        'error execution_intel.json:5:5 /pnl: found "nett"; must be one of "net", "gross" (did you mean "net"?)',
      ]);
    });

    it('places what the formulas do not allow, at the section where the key is not set', async () => {
      const loaded = await load({
        'execution_intel.json': '{\n "allocator": {"hi": 0.3},\n "score": {\n  "weights": {"edge": 0.5}}}',
      });
      expect(linesOf(loaded)).to.deep.equal([
        'error execution_intel.json:2:15 /allocator/lo: lo 0.35 must be below hi 0.3',
        'error execution_intel.json:4:14 /score/weights: weights add up to 1.15; they must add up to 1',
      ]);
    });

    it('judges the sound sections beside a broken one, and no more of the broken one', async () => {
      const loaded = await load({
        'execution_intel.json': '{"allocator": {"hi": 0.3},\n "score": {"weights": {"egde": 1, "cost": 1}}}',
      });
      expect(loaded.problems.map(({ path }) => path)).to.deep.equal(['/allocator/lo', '/score/weights/egde']);
    });

    it('are strict JSON', async () => {
      const loaded = await load({ 'execution_intel.json': '{\n  "tick": "5s", // fast\n}' });
      expect(loaded.desk).to.equal(undefined);
      expect(linesOf(loaded)[0]).to.equal(
        'error execution_intel.json:2:17: found // fast; JSON syntax: comments are not allowed',
      );
    });

    it('are judged beside a window that is none', async () => {
      const { problems } = await load({ 'execution_intel.json': '{"allocator": {"hi": 0.3}}' }, 'x');
      expect(problems.map(({ path }) => path)).to.deep.equal(['', '/allocator/lo']);
    });

    it('may name a primary window, which comes first', async () => {
      const { desk } = await load({ 'execution_intel.json': '{"windows": ["7d", "24h"]}' }, '24h');
      expect(desk?.settings.windows).to.deep.equal(['24h', '7d']);
      expect((await load({}, 'last_50')).desk?.settings.windows[0]).to.equal('last_50');
    });

    it('refuse a window that is none', async () => {
      for (const name of ['60x', '0d', '07d', 'last_0', '7d ', '']) {
        const loaded = await load({}, name);
        expect(loaded.desk).to.equal(undefined);
        expect(linesOf(loaded)).to.deep.equal([
          `error --window: found "${name}"; must be a window such as 90m, 24h, 7d or last_200`,
        ]);
      }
    });
  });

  describe('strategy files', () => {
    it('are left out with a warning where they are unusable', async () => {
      const loaded = await load({
        'strategy_registry.json': '[{"id": "a", "capacity_usd": 5,\n "max_concurrent": -1}]',
        'strategy_config.json': '{\n oops}',
      });
      expect(loaded.desk?.warnings).to.deep.equal(['strategy_registry_unusable', 'strategy_config_unusable']);
      expect(loaded.desk?.strategies).to.equal(undefined);
      const lines = linesOf(loaded);
      expect(lines[0]).to.match(
        /^warning strategy_config\.json:2:2: found oops; JSON syntax: .*; the file is left out$/,
      );
      expect(lines.at(-1)).to.equal(
        'warning strategy_registry.json:2:20 /0/max_concurrent: found -1; must be a whole number >= 0, or null; the file is left out',
      );
    });

    it('are left out with a warning where they are no files', async () => {
      await inDir(LEAST, async (dir) => {
        mkdirSync(join(dir, 'strategy_config.json'));
        const loaded = await loadDesk(dir);
        expect(loaded.desk?.warnings).to.deep.equal(['strategy_config_unusable']);
        expect(linesOf(loaded)).to.deep.equal([
          'warning strategy_config.json: is a directory, not a file; expected: the stop of each strategy; the file is left out',
        ]);
      });
    });

    it('are read', async () => {
      const { desk } = await load({
        'strategy_registry.json': '{"strategies": {"a": {"capacity_usd": 5}}}',
        'strategy_config.json': '{"strategies": [{"id": "a", "params": {"risk": {"fixed_sl_pct": 0.4}}}]}',
      });
      expect(desk?.strategies?.map(({ strategy, capacityUsd }) => [strategy, capacityUsd])).to.deep.equal([
        ['a', 5],
      ]);
      expect(desk?.stopsPct.get('a')).to.equal(0.4);
    });
  });

  describe('limits', () => {
    it('has an error for bounds that leave nothing between them', async () => {
      const loaded = await load({
        'risk_limits.json':
          '{"router_autotune_v6": {\n  "min_bias": 0.9,\n  "max_bias": 0.1,\n  "min_offset_bps": 9}}',
      });
      expect(loaded.desk).to.equal(undefined);
      expect(linesOf(loaded)).to.deep.equal([
        'error risk_limits.json:2:15 /router_autotune_v6/min_bias: min_bias 0.9 exceeds max_bias 0.1',
        'error risk_limits.json:4:21 /router_autotune_v6/min_offset_bps: min_offset_bps 9 exceeds max_offset_bps 8',
      ]);
    });

    it('judges the bounds even where another section is broken', async () => {
      const loaded = await load({
        'risk_limits.json': '{"router_autotune_v6": {"min_bias": 0.9, "max_bias": 0.1}, "global": []}',
      });
      expect(loaded.problems.map(({ path }) => path)).to.deep.equal([
        '/router_autotune_v6/min_bias',
        '/global',
      ]);
    });

    it('lists every conversion, and warns of those that read doubtfully', async () => {
      const loaded = await load({
        'risk_limits.json':
          '{"global": {\n  "symbol_notional_share_cap_pct": 25,\n  "max_nav_pct": 1,\n  "max_nav_drawdown_pct": 0.07}}',
        'pairs_universe.json': '{"universe": [\n {"symbol": "A", "caps": {"max_nav_pct": 30}}]}',
      });
      expect(
        loaded.conversions.map(({ path, found, used, note, line, column }) => {
          return [path.at(-1), found, used, note, line, column];
        }),
      ).to.deep.equal([
        ['max_nav_pct', 30, 0.3, 'converted', 2, 42],
        ['symbol_notional_share_cap_pct', 25, 0.25, 'converted', 2, 36],
        ['max_nav_pct', 1, 1, 'ambiguous', 3, 18],
        ['max_nav_drawdown_pct', 0.07, 0.07, 'threshold_below_one', 4, 27],
      ]);
      expect(loaded.desk).to.not.equal(undefined);
      expect(linesOf(loaded)).to.deep.equal([
        'warning risk_limits.json:3:18 /global/max_nav_pct: max_nav_pct is exactly 1: read as the fraction 1 (100 %); write 100 for 100 % or 0.01 for 1 %',
        'warning risk_limits.json:4:27 /global/max_nav_drawdown_pct: max_nav_drawdown_pct is 0.07: read as 0.07 %; write 7 for 7 %',
      ]);
    });

    it('warns of symbols that the universe does not hold, as typed or otherwise', async () => {
      const loaded = await load({
        'risk_limits.json': '{"per_symbol": {\n "ETHUSDT": {},\n " btcusdt": {},\n "BTCUSDT": {}}}',
      });
      expect(loaded.desk).to.not.equal(undefined);
      expect(linesOf(loaded)).to.deep.equal([
        'warning risk_limits.json:2:2 /per_symbol/ETHUSDT: no symbol of the universe; these limits apply to nothing',
        'warning risk_limits.json:4:2 /per_symbol/BTCUSDT: repeats BTCUSDT; only its first row counts',
      ]);
    });

    it('does not judge symbols by a universe that is broken', async () => {
      const loaded = await load({
        'risk_limits.json': '{"per_symbol": {"ETHUSDT": {}}}',
        'pairs_universe.json': '{"univers": []}',
      });
      expect(linesOf(loaded)).to.deep.equal([
        'error pairs_universe.json:1:1: required key "universe" is missing',
      ]);
    });
  });

  it('warns of symbols listed twice', async () => {
    const loaded = await load({
      'pairs_universe.json': '{"universe": [{"symbol": "BTCUSDT"},\n {"symbol": " btcusdt "}]}',
    });
    expect(loaded.desk?.listings.size).to.equal(1);
    expect(linesOf(loaded)).to.deep.equal([
      'warning pairs_universe.json:2:13 /universe/1/symbol: repeats BTCUSDT; only its first row counts',
    ]);
  });

  it('warns of repeated keys and keeps the last', async () => {
    const loaded = await load({
      'risk_limits.json': '{"nav_freshness_seconds": 1,\n  "nav_freshness_seconds": 2}',
    });
    expect(loaded.desk?.navFreshnessMs).to.equal(2000);
    expect(linesOf(loaded)).to.deep.equal([
      'warning risk_limits.json:2:3 /nav_freshness_seconds: repeats the key of 1:2; the last one counts',
    ]);
  });

  it('tells everything at once, by file, line and column', async () => {
    const loaded = await load(
      {
        'execution_intel.json': '{"tikc": "5s", "backups": "5"}',
        'risk_limits.json': '{"global": {"max_nav_pct": 1,\n "tiers": "x"}, "a": 1, "a": 2}',
        'pairs_universe.json': '{"universe": {}}',
        'strategy_registry.json': '7',
      },
      'x',
    );
    expect(
      loaded.problems.map(({ file, line, column }) => [file.split(/[/\\]/).at(-1), line, column]),
    ).to.deep.equal([
      ['--window', undefined, undefined],
      ['execution_intel.json', 1, 2],
      ['execution_intel.json', 1, 27],
      ['pairs_universe.json', 1, 14],
      ['risk_limits.json', 1, 28],
      ['risk_limits.json', 2, 11],
      ['risk_limits.json', 2, 25],
      ['strategy_registry.json', 1, 1],
    ]);
  });

  it('is not harmed by hostile keys', async () => {
    const loaded = await load({
      'risk_limits.json':
        '{"__proto__": {"global": 5}, "per_symbol": {"__proto__": {"max_nav_pct": 0.1}, "constructor": {}}}',
      'pairs_universe.json': '{"universe": [{"symbol": "__proto__"}, {"symbol": "constructor"}]}',
      'strategy_registry.json': '{"strategies": {"__proto__": {"capacity_usd": 1}}}',
    });
    expect(linesOf(loaded)).to.deep.equal([]);
    expect([...(loaded.desk?.listings.keys() ?? [])]).to.deep.equal(['CONSTRUCTOR', '__PROTO__']);
    expect(loaded.desk?.listings.get('__PROTO__')?.caps.maxNav?.value).to.equal(0.1);
    expect(loaded.desk?.strategies?.[0]?.strategy).to.equal('__proto__');
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
  });

  describe('digest', () => {
    const digestOf = async (files: Parameters<typeof load>[0], window?: string) =>
      (await load(files, window)).desk?.digest;

    it('is 16 hex digits and depends on content alone', async () => {
      const digest = await digestOf({});
      expect(digest).to.match(/^[0-9a-f]{16}$/);
      expect(
        await digestOf({ 'risk_limits.json': '\ufeff{ }\n', 'execution_intel.json': '{"pnl": "net"}' }),
      ).to.equal(digest);
      expect(await digestOf({ 'strategy_registry.json': 'broken' })).to.equal(digest);
    });

    it('does not depend on the order of keys', async () => {
      const digest = await digestOf({ 'risk_limits.json': '{"a": 1, "b": 2}' });
      expect(await digestOf({ 'risk_limits.json': '{"b": 2, "a": 1}' })).to.equal(digest);
    });

    it('changes with every file and with the primary window', async () => {
      const digests = await Promise.all([
        digestOf({}),
        digestOf({ 'execution_intel.json': '{"pnl": "gross"}' }),
        digestOf({ 'risk_limits.json': '{"unread": 1}' }),
        digestOf({ 'pairs_universe.json': '{"universe": []}' }),
        digestOf({ 'strategy_registry.json': '{}' }),
        digestOf({ 'strategy_config.json': '{}' }),
        digestOf({}, '24h'),
      ]);
      expect(new Set(digests).size).to.equal(digests.length);
    });
  });

  it('loads the real configs without an error', async function () {
    const root = process.env['INTEL_TEST_DATA'];
    if (root === undefined) this.skip();
    const { desk, problems, conversions } = await loadDesk(join(root, 'real', 'config'));
    expect(problems.filter(({ severity }) => severity === 'error')).to.deep.equal([]);
    expect(desk?.listings.size).to.equal(7);
    expect(conversions).to.not.be.empty;
  });
});
