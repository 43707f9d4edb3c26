import { expect } from 'chai';
import fc from 'fast-check';
import { MaxDrawdown } from '../../../../operators/expectancy/metrics/max-drawdown';
import { maxBig, number, total } from '../../../oracle/exact';

describe('MaxDrawdown', () => {
  const money = fc.oneof(
    fc.integer({ min: -9, max: 9 }),
    // The oracle reckons no subnormal numbers.
    fc.double({ min: -1e9, max: 1e9, noNaN: true }).filter((x) => Math.abs(x) > 1e-280),
    fc.constantFrom(1e-300, -1e-300, 1e250, -1e250, 0.1, -0.1),
  );
  const moments = fc.array(fc.array(money, { minLength: 1, maxLength: 2 }), { maxLength: 30 });

  it('is the deepest fall between moments, exactly, and rounded once', () => {
    fc.assert(
      fc.property(moments, (all) => {
        const fall = fallOf(all);
        expect(fall.depth()).to.equal(deepest(all));
        expect(fall.total()).to.equal(number(total(all.flat())));
      }),
      { numRuns: 1000 },
    );
  });

  it('goes on after it was asked as if it had not been', () => {
    fc.assert(
      fc.property(moments, (all) => {
        const fall = new MaxDrawdown();
        for (const moment of all) {
          fall.closeMoment();
          for (const value of moment) fall.add(value);
          fall.depth();
        }
        expect(fall.depth()).to.equal(deepest(all));
      }),
    );
  });

  function fallOf(values: readonly (readonly number[])[]): MaxDrawdown {
    const fall = new MaxDrawdown();
    for (const moment of values) {
      fall.closeMoment();
      for (const value of moment) fall.add(value);
    }
    return fall;
  }
});

function deepest(moments: readonly (readonly number[])[]): number {
  let sum = 0n;
  let peak = 0n;
  let most = 0n;
  for (const moment of moments) {
    sum += total(moment);
    peak = maxBig(peak, sum);
    most = maxBig(most, peak - sum);
  }
  return number(most);
}
