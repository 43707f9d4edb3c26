import { expect } from 'chai';
import fc from 'fast-check';
import { valueBlock } from '../../../../operators/evidence/value/value-block';
import { anyTrades, tradesOf } from './value-made';

describe('valueBlock', () => {
  it('depends on no draw, but for what stands under bootstrap', () => {
    fc.assert(
      fc.property(anyTrades, (rows) => {
        const trades = tradesOf(rows);
        const { bootstrap: one, ...first } = valueBlock(trades, { seed: 1, resamples: 20 });
        const { bootstrap: other, ...second } = valueBlock(trades, { seed: 2, resamples: 30 });
        expect(second).to.deep.equal(first);
        expect(other.block).to.equal(one.block);
      }),
      { numRuns: 30 },
    );
  });
});
