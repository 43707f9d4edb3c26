import { expect } from 'chai';
import { groupView } from '../../operators/expectancy/group-view';
import { METRICS } from '../../operators/expectancy/metrics/registry';
import { SCORE_PARTS } from '../../operators/score/parts/registry';
import { scoreOf } from '../../operators/score/score';
import { settingsSchema } from '../../src/model/schemas/settings';
import { DEFAULTS, tradesOf } from './made';
import { NOTHING } from './score/score-made';

const sorted = (names: Iterable<string>): readonly string[] => [...names].sort();

describe('the registry of metrics', () => {
  it('names each metric once, and says in a sentence what it is about', () => {
    const names = METRICS.entries.map((entry) => entry.name);
    expect(names).to.deep.equal([...new Set(names)]);
    for (const { name, about } of METRICS.entries) expect(about, name).to.match(/^\S.{20,}\.$/);
  });

  it('no field belongs to two metrics', () => {
    const fields = METRICS.entries.flatMap((entry) => Object.keys(entry.fields));
    expect(fields).to.deep.equal([...new Set(fields)]);
  });

  for (const rs of [[], [1, -1, 0.5], [undefined]]) {
    it(`publishes exactly the fields of its schemas, over R ${JSON.stringify(rs)}`, () => {
      const { view, reasons } = METRICS.measure(tradesOf(rs), DEFAULTS);
      expect(sorted(Object.keys(view))).to.deep.equal(sorted(Object.keys(METRICS.fields)));
      const nulls = Object.entries(view).flatMap(([field, value]) => (value === null ? [field] : []));
      expect(sorted(Object.keys(reasons)), 'each null has its reason').to.deep.equal(sorted(nulls));
    });
  }

  it('undefined is null with its reason, never 0 nor a sentinel', () => {
    const { reasons } = groupView(tradesOf([1]), DEFAULTS);
    expect(reasons).to.deep.equal({
      avg_loss: 'no_losses',
      payoff: 'no_losses',
      profit_factor: 'no_losses',
      std_r: 'fewer_than_two',
      t_stat: 'fewer_than_two',
      n_eff: 'fewer_than_two',
      r_interval: 'fewer_than_two',
      hold_s_p50: 'no_entry',
      hold_s_p95: 'no_entry',
    });
  });
});

describe('the registry of score parts', () => {
  const names = SCORE_PARTS.map((part) => part.name);

  it('names each part once, and says in a sentence what it is about', () => {
    expect(names).to.deep.equal([...new Set(names)]);
    for (const { name, about } of SCORE_PARTS) expect(about, name).to.match(/^\S.{15,}\.$/);
  });

  it('the weights of the settings are those of the parts, and add up to 1', () => {
    const { weights } = settingsSchema.properties.score.properties;
    expect(sorted(Object.keys(weights.properties))).to.deep.equal(sorted(names));
    const total = Object.values(DEFAULTS.score.weights).reduce(
      (sum, weight) => sum + Math.round(weight * 1e6),
      0,
    );
    expect(total).to.equal(1e6);
  });

  it('every part is published, with its contribution', () => {
    const { components, contributions } = scoreOf(NOTHING, DEFAULTS);
    expect(Object.keys(components)).to.deep.equal([...names, 'expectancy', 'router']);
    expect(Object.keys(contributions)).to.deep.equal(names);
  });
});
