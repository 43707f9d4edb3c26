import { expect } from 'chai';
import { METRICS } from '../../../../operators/expectancy/metrics/registry';
import { RecordMeter } from '../../../../operators/expectancy/metrics/record-meter';
import { deltaOf } from '../../delta-of';
import { DEFAULTS, tradeOf } from '../../made';
import { chanceOf } from '../../evidence/chance';

describe('RecordMeter', () => {
  it('says of the trades of a sliding window what the group of them says', () => {
    const { uniform, normal } = chanceOf(3);
    const trades = Array.from({ length: 120 }, (_, i) => {
      // Some have no known risk, some share a moment.
      const riskUsd = uniform() < 0.8 ? 1 + uniform() : undefined;
      const ts = Math.floor(i / 2) * 1000;
      return tradeOf(1, ts, { id: `t${String(i).padStart(3, '0')}`, riskUsd, realizedUsd: normal() });
    });
    const meter = new RecordMeter(DEFAULTS);
    const fields = Object.keys(meter.measure([], { removed: [], added: [] }));
    expect(fields).to.have.length(17);
    let held: typeof trades = [];
    for (let [from, until] = [0, 0]; until < 120; from = Math.max(0, until - 40)) {
      until += 1 + Math.floor(uniform() * 9);
      const now = trades.slice(from, until);
      const group = METRICS.measure(now, DEFAULTS).view;
      const own = Object.fromEntries(Object.entries(group).filter(([name]) => fields.includes(name)));
      expect(meter.measure(now, deltaOf(held, now))).to.deep.equal(own);
      held = now;
    }
  });
});
