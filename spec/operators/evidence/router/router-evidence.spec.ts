import { expect } from 'chai';
import { costRowsOf } from '../../../../operators/evidence/router/cost-row';
import { routerExperiment } from '../../../../operators/evidence/router/experiment';
import { predictedChange } from '../../../../operators/evidence/router/predicted-change';
import { routerEvidence } from '../../../../operators/evidence/router/router-evidence';
import { chanceOf } from '../chance';
import { costRow, DAY, MAKER, market, TAKER } from './router-made';

describe('routerEvidence', () => {
  const changed = market(
    chanceOf(3),
    (symbol, day) => (symbol === 'B' && day >= 20 ? -3 : 0),
    (symbol, day) => (symbol === 'B' && day < 20 ? TAKER : MAKER),
  );
  const rows = [...changed.values()].flat().sort((a, b) => a.ts - b.ts);

  it('judges a change of policy, and says whether it did as predicted', () => {
    const found = routerEvidence(rows, 10);
    expect(found.cannot_be_judged).to.equal(null);
    expect(found.changes).to.have.length(1);
    const [change] = found.changes;
    expect(change).to.include({ symbol: 'B', ts: 20 * DAY, controls: 4 });
    expect(change?.before).to.deep.equal(TAKER);
    expect(change?.effect_bps).to.be.within(-4, -2);
    const predicted = change?.predicted_bps ?? 0;
    expect(change?.as_predicted).to.equal((change?.lo ?? 0) <= predicted && predicted <= (change?.hi ?? 0));
  });

  it('cannot be judged without cost rows or changes, and names the experiment', () => {
    expect(routerEvidence([], 10)).to.deep.equal({
      changes: [],
      cannot_be_judged: 'no_cost_rows',
      experiment: {},
    });
    const still = routerEvidence(
      rows.filter(({ symbol }) => symbol !== 'B'),
      10,
    );
    expect(still).to.include({ cannot_be_judged: 'no_changes' });
    expect(Object.keys(still.experiment)).to.deep.equal(['A', 'C', 'D', 'E']);
  });
});

describe('predictedChange', () => {
  it('is the expected cost under the new policy minus under the old, by rows before it only', () => {
    const rows = [
      ...[2, 4].map((costBps, ts) => costRow({ ts, costBps })),
      ...[6, 10].map((costBps, ts) => costRow({ ts, costBps, makerStart: false })),
      ...[3, 9].map((costBps, ts) => costRow({ ts, costBps, symbol: 'B' })),
      costRow({ ts: 5, costBps: 100 }),
    ];
    // C_M = (6 + 10·4.5)/12 = 4.25, C_T = (16 + 10·8)/12 = 8; to takers: 8 − (.5·4.25 + .5·8).
    const change = { symbol: 'A', ts: 5, before: MAKER, after: TAKER };
    expect(predictedChange(change, costRowsOf(rows), 10)).to.be.closeTo(8 - 6.125, 1e-9);
    expect(predictedChange({ ...change, after: { ...MAKER, offset_bps: 4 } }, costRowsOf(rows), 10)).to.equal(
      0,
    );
  });

  it('is null where no symbol has a row of a side', () => {
    const rows = costRowsOf([costRow({ ts: 1 })]);
    expect(predictedChange({ symbol: 'A', ts: 2, before: MAKER, after: TAKER }, rows, 10)).to.equal(null);
  });
});

describe('routerExperiment', () => {
  it('takes 15.698·σ²/δ² rows an arm, and the days that both take', () => {
    // σ² = 4·40/39 over 4 days of 10 rows, each day alike: 15.6978·4.1026/.25 = 257.6; 2·258/10 = 51.6.
    const rows = Array.from({ length: 40 }, (_, i) =>
      costRow({ ts: Math.floor(i / 10) * DAY, costBps: i % 2 === 0 ? 1 : 5 }),
    );
    const { A } = routerExperiment(costRowsOf(rows));
    expect(A?.sigma_bps).to.be.closeTo(2 * Math.sqrt(40 / 39), 1e-12);
    expect(A).to.include({ design_effect: 1, rows_per_arm: 258, days: 52 });
  });

  it('takes more where rows of one day move together', () => {
    // Days of 1 and 5 bps in turn. v0 = 4·20², se² = v0·4/3/40² = 4/3; against σ²/40 = 4.1026/40: 13 times.
    const rows = Array.from({ length: 40 }, (_, i) =>
      costRow({ ts: Math.floor(i / 10) * DAY, costBps: Math.floor(i / 10) % 2 === 0 ? 1 : 5 }),
    );
    const { A } = routerExperiment(costRowsOf(rows));
    expect(A?.design_effect).to.be.closeTo(13, 1e-9);
    expect(A?.rows_per_arm).to.be.within(258 * 13, 258 * 13 + 1);
  });

  it('cannot say with one row', () => {
    expect(routerExperiment(costRowsOf([costRow({})]))['A']).to.deep.equal({
      ...{ sigma_bps: null, design_effect: null, rows_per_arm: null, days: null, reason: 'too_few_rows' },
    });
  });
});
