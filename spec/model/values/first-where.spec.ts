import { expect } from 'chai';
import fc from 'fast-check';
import { firstWhere } from '../../../src/model/values/first-where';

describe('firstWhere', () => {
  it('finds the first of those that match from wherever it begins to look', () => {
    const numbers = fc.array(fc.nat({ max: 40 }), { maxLength: 60 });
    fc.assert(
      fc.property(
        numbers,
        fc.nat({ max: 41 }),
        fc.nat({ max: 60 }),
        fc.nat({ max: 60 }),
        (drawn, bound, a, b) => {
          const items = drawn.sort((one, other) => one - other);
          const from = Math.min(a, b, items.length);
          const after = items.findIndex((item, i) => i >= from && item >= bound);
          const expected = after < 0 ? items.length : after;
          expect(firstWhere(items, (item) => item >= bound, from, Math.max(a, b, from))).to.equal(expected);
        },
      ),
    );
  });

  it('looks at few of many, and at the fewest where the answer is near', () => {
    const items = Array.from({ length: 100_000 }, (_, i) => i);
    for (const bound of [0, 500, 50_000, 99_999])
      for (const off of [-2, 0, 2]) {
        let looks = 0;
        const matches = (item: number): boolean => {
          looks++;
          return item >= bound;
        };
        expect(firstWhere(items, matches, 0, Math.max(0, bound + off))).to.equal(bound);
        expect(looks).to.be.below(8);
        looks = 0;
        expect(firstWhere(items, matches, 0, items.length - bound)).to.equal(bound);
        expect(looks).to.be.below(60);
      }
  });
});
