import { expect } from 'chai';
import { settingRows } from '../../../src/io/config/setting-rows';
import { settingsFrom } from '../../../src/model/fund/settings';
import { isObject } from '../../../src/model/values/json';

const DEFAULTS = settingsFrom({});

/** The names of all values in an object, its keys joined by points; a map that is empty is a value. */
function namesIn(value: unknown, prefix = ''): readonly string[] {
  if (!isObject(value) || Object.keys(value).length === 0) return [prefix];
  return Object.entries(value).flatMap(([key, inner]) =>
    namesIn(inner, prefix === '' ? key : `${prefix}.${key}`),
  );
}

describe('settingRows', () => {
  const unset = settingRows({ settings: DEFAULTS, file: undefined, limits: {} });

  it('lists every setting once, with its default and a sentence', () => {
    const names = namesIn(DEFAULTS).filter((name) => name !== '$schema');
    expect(unset.map(({ name }) => name))
      .to.have.members(names)
      .and.have.length(names.length);
    for (const { name, value, default: usual, meaning, set_by } of unset) {
      expect(value, name).to.deep.equal(usual).and.not.equal(undefined);
      expect(meaning, name).to.match(/^.{10,}\.$/);
      expect(set_by, name).to.equal('default');
    }
  });

  it('says in what each is counted', () => {
    for (const [name, unit] of [
      ['tick', 'duration'],
      ['fallback_risk_bps', 'bps'],
      ['router.quality.good.latency_ms', 'ms'],
      ['expectancy.hurdle_r', 'R'],
      ['allocator.modes.normal.budget', '0 to 1'],
      ['flat_epsilon_usd', 'USD'],
      ['max_line_bytes', 'bytes'],
      ['backups', 'count'],
      ['pnl', ''],
    ] as const)
      expect(
        unset.find((row) => row.name === name),
        name,
      ).to.include({ unit });
  });

  it('shows the names of standard input as one setting', () => {
    const file = { stdin_fields: { symbol: 'pair' } };
    const rows = settingRows({ settings: settingsFrom(file), file, limits: {} });
    const shown = rows.filter(({ name }) => name.startsWith('stdin_fields'));
    expect(shown).to.have.length(1);
    expect(shown[0]).to.deep.include({ value: { symbol: 'pair' }, set_by: 'execution_intel.json' });
  });

  it('says where a value was set, also one that equals its default', () => {
    const file = { tick: '5s', allocator: { modes: { cautious: { k: 0.6 } } } };
    const rows = settingRows({
      settings: settingsFrom(file),
      file,
      limits: { nav_freshness_seconds: 60, global: {} },
      window: '7d',
    });
    const set = rows
      .filter(({ set_by }) => set_by !== 'default')
      .map(({ name, value, set_by }) => [name, value, set_by]);
    expect(set).to.deep.equal([
      ['windows', DEFAULTS.windows, '--window'],
      ['tick', '5s', 'execution_intel.json'],
      ['nav_freshness_seconds', 60, 'risk_limits.json'],
      ['allocator.modes.cautious.k', 0.6, 'execution_intel.json'],
    ]);
  });

  it('says that a window without a fixed width set the horizon', () => {
    const horizonOf = (file: { horizon?: string }): unknown =>
      settingRows({ settings: settingsFrom({ horizon: 'all' }), file, limits: {}, window: 'all' }).find(
        ({ name }) => name === 'horizon',
      )?.set_by;
    expect(horizonOf({})).to.equal('--window');
    expect(horizonOf({ horizon: '2d' })).to.equal('--window');
    expect(horizonOf({ horizon: 'all' })).to.equal('execution_intel.json');
  });

  it('takes nothing that an object inherits for a value', () => {
    expect(
      settingRows({ settings: {}, file: {}, limits: {} }).every(({ value }) => value === undefined),
    ).to.equal(true);
  });
});
