import { expect } from 'chai';
import { costRowsOf, type CostPolicy, type CostRow } from '../../../../operators/evidence/router/cost-row';
import { policyChanges } from '../../../../operators/evidence/router/policy-changes';
import { costRow, MAKER, TAKER } from './router-made';

/** Rows of one symbol a minute apart: so many of each policy in turn. */
function runs(...lengths: readonly (readonly [CostPolicy | undefined, number])[]): readonly CostRow[] {
  return lengths
    .flatMap(([policy, length]) => Array.from({ length }, () => policy))
    .map((policy, i) => costRow({ ts: i, policy }));
}

describe('policyChanges', () => {
  it('are 20 rows of one policy and then 20 of another, at the first of these', () => {
    expect(policyChanges(costRowsOf(runs([MAKER, 20], [TAKER, 20])))).to.deep.equal([
      { symbol: 'A', ts: 20, before: MAKER, after: TAKER },
    ]);
    expect(policyChanges(costRowsOf(runs([MAKER, 19], [TAKER, 20])))).to.deep.equal([]);
    expect(policyChanges(costRowsOf(runs([MAKER, 20], [TAKER, 19])))).to.deep.equal([]);
    expect(policyChanges(costRowsOf(runs([MAKER, 20], [TAKER, 1], [MAKER, 20])))).to.deep.equal([]);
  });

  it('may be of the bias or the offset alone', () => {
    const moved = { ...MAKER, offset_bps: 3 };
    expect(policyChanges(costRowsOf(runs([MAKER, 25], [moved, 20], [MAKER, 20])))).to.have.length(2);
    expect(policyChanges(costRowsOf(runs([MAKER, 25], [{ ...MAKER, taker_bias: 0.45 }, 20])))).to.have.length(
      1,
    );
  });

  it('pass over rows that do not state their policy', () => {
    expect(
      policyChanges(costRowsOf(runs([MAKER, 10], [undefined, 5], [MAKER, 10], [TAKER, 20]))),
    ).to.have.length(1);
  });

  it('are found by symbol, in order of time', () => {
    const rows = [
      ...runs([MAKER, 30], [TAKER, 20]).map((row) => ({ ...row, symbol: 'Z' })),
      ...runs([MAKER, 40], [TAKER, 20]),
      ...runs([MAKER, 20], [TAKER, 20]).map((row) => ({ ...row, symbol: 'M' })),
    ];
    expect(policyChanges(costRowsOf(rows)).map(({ symbol, ts }) => [symbol, ts])).to.deep.equal([
      ['M', 20],
      ['Z', 30],
      ['A', 40],
    ]);
  });
});
