import { expect } from 'chai';
import { costShift } from '../../../../operators/evidence/router/cost-shift';
import { DAY, stepOf } from './router-made';

describe('costShift', () => {
  it('is the mean after less the mean before, its variance clustered by day', () => {
    // After: 2 and 4, mean 3. Influence of the two days after: 10·(∓1)/20 = ∓½; v = ½·4/3.
    const shift = costShift(stepOf('A', [2, 4]), 2 * DAY);
    expect(shift).to.deep.include({ rowsBefore: 20, rowsAfter: 20, shiftBps: 2, activeDays: 4 });
    expect(shift?.variance).to.be.closeTo(2 / 3, 1e-15);
  });

  it('needs 20 rows a side, inside 14 days', () => {
    expect(costShift(stepOf('A', [2, 4]).slice(1), 2 * DAY)).to.equal(undefined);
    expect(costShift(stepOf('A', [2, 4]).slice(0, -1), 2 * DAY)).to.equal(undefined);
    expect(costShift(stepOf('A', [2, 4]), 14 * DAY + 1)).to.equal(undefined);
  });
});
