import { expect } from 'chai';
import type { SettingColumns } from '../../../../operators/evidence/settings/nested-choice';
import { settingsStudy } from '../../../../operators/evidence/settings/settings-study';
import { settingsStudySchema } from '../../../../operators/evidence/settings/settings-study-schema';
import { deflatedSharpe, sharpeOf } from '../../../../src/model/math/sharpe';
import { schemaProblems } from '../../../../src/io/config/schema/schema-problems';
import { DAY, HOUR } from '../../../../src/model/values/time';
import { madeColumns } from './made-columns';

const RESAMPLING = { seed: 20260101, resamples: 200 };

// The default stays first.
function turnedRound(columns: SettingColumns): SettingColumns {
  const turned = <T>([own, ...others]: readonly T[]): readonly T[] => [
    ...(own === undefined ? [] : [own]),
    ...others.reverse(),
  ];
  return { ...columns, names: turned(columns.names), multiples: turned(columns.multiples) };
}

describe('settingsStudy', () => {
  it('sums, ranks and deflates what each setting made, by plain sums', () => {
    const columns = madeColumns(3, 5, 300, 60);
    const study = settingsStudy(columns, HOUR, RESAMPLING);
    const { rs, closes, names } = columns;
    const first = Math.floor((closes[0] ?? 0) / DAY);
    const days = Math.floor((closes.at(-1) ?? 0) / DAY) - first + 1;
    const daily = columns.multiples.map((ms) => {
      const sums = Array<number>(days).fill(0);
      rs.forEach((r, i) => {
        const day = Math.floor((closes[i] ?? 0) / DAY) - first;
        sums[day] = (sums[day] ?? 0) + (ms[i] ?? 0) * r;
      });
      return sums;
    });
    const nets = daily.map((sums) => sums.reduce((a, b) => a + b, 0));
    const ratios = daily.map((sums) => sharpeOf(sums).sharpe_day ?? NaN);
    names.forEach((name, s) => {
      const report = study.settings[name];
      expect(report?.net_r, name).to.be.closeTo(nets[s] ?? NaN, 1e-9);
      expect(report?.sharpe_day, name).to.be.closeTo(ratios[s] ?? NaN, 1e-9);
      expect(report?.dsr, name).to.be.closeTo(
        deflatedSharpe(ratios[s] ?? NaN, report?.sharpe_se ?? NaN, ratios) ?? NaN,
        2e-6,
      );
    });
    const most = Math.max(...nets);
    expect(study.best_in_hindsight.setting).to.equal(names[nets.indexOf(most)]);
    expect(study.best_in_hindsight.net_r).to.be.closeTo(most, 1e-9);
    expect(study.rank_of_default).to.equal(1 + nets.filter((net) => net > (nets[0] ?? NaN)).length);
    expect(study).to.include({ trades: 300, days, tried: 5 });
    const gain = study.nested.net_r - study.default.net_r;
    expect(study.nested.over_default?.value).to.be.closeTo(gain / 300, 1e-9);
    expect(schemaProblems(settingsStudySchema, study)).to.deep.equal([]);
  });

  it('a grid of the default alone has rank 1, and nothing that luck could explain', () => {
    const study = settingsStudy(madeColumns(4, 1, 300, 60), HOUR, RESAMPLING);
    expect(study).to.include({ rank_of_default: 1, tried: 1 });
    expect(study.best_in_hindsight.setting).to.equal('default');
    expect(study.reality_check).to.include({ best: null, p: null, reason: 'no_difference' });
    expect(study.default.dsr).to.equal(null);
    expect(study.nested.over_default).to.include({ value: 0, se: 0 });
  });

  it('settings that size alike tie to the default', () => {
    const alike = madeColumns(5, 1, 300, 60);
    const { multiples } = alike;
    const study = settingsStudy(
      { ...alike, names: ['default', 'twin'], multiples: [...multiples, ...multiples] },
      HOUR,
      RESAMPLING,
    );
    expect(study.best_in_hindsight.setting).to.equal('default');
    expect(study.rank_of_default).to.equal(1);
    expect(new Set(study.nested.weeks.map(({ setting }) => setting))).to.deep.equal(new Set(['default']));
    expect(study.reality_check.p).to.equal(null);
  });

  it('finds a setting that is better throughout, and the order of the others changes nothing but their places', () => {
    const made = madeColumns(6, 4, 400, 60);
    const best = made.rs.map((r) => (r > 0 ? 1 : 0));
    const columns = { ...made, names: [...made.names, 'best'], multiples: [...made.multiples, best] };
    const study = settingsStudy(columns, HOUR, RESAMPLING);
    expect(study.best_in_hindsight.setting).to.equal('best');
    expect(study.rank_of_default).to.be.above(1);
    expect(study.reality_check).to.include({ best: 'best', p: 0.004975 });
    expect(study.nested.weeks.at(-1)?.setting).to.equal('best');
    const turned = settingsStudy(turnedRound(columns), HOUR, RESAMPLING);
    expect({ ...turned, settings: null }).to.deep.equal({ ...study, settings: null });
  });

  it('without a trade it has nothing to say', () => {
    const study = settingsStudy(madeColumns(7, 3, 0, 1), HOUR, RESAMPLING);
    expect(study).to.include({ trades: 0, days: 0, traded_r: 0, rank_of_default: 1 });
    expect(study.nested).to.include({ over_default: null, mean_m: null });
    expect(schemaProblems(settingsStudySchema, study)).to.deep.equal([]);
  });
});
