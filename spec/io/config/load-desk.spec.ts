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
    expect(desk?.settings.windows).to.deep.equal(['14d', '24h', '7d', '30d', 'last_200']);
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
      'warning risk_limits.json:2:3 /nav_freshness_seconds: repeats the key of 1:2; the last value counts',
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
