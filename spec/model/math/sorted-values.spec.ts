import { expect } from 'chai';
import fc from 'fast-check';
import { SortedValues } from '../../../src/model/math/sorted-values';

const step = fc.oneof(
  fc.constantFrom(-1, 0, -0, 0.5, 1, 7),
  fc.constantFrom('remove one' as const, 'read' as const),
);

describe('SortedValues', () => {
  it('are the values that are there, in order, whenever they are read', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat(), (steps, seed) => {
        const values = new SortedValues();
        const there: number[] = [];
        for (const one of steps) {
          if (typeof one === 'number') {
            values.add(one);
            there.push(one + 0);
          } else if (one === 'read') {
            expect([...values.values()]).to.deep.equal(there.toSorted((a, b) => a - b));
          } else if (there.length > 0) {
            for (const gone of there.splice(seed % there.length, 1)) values.remove(gone);
          }
        }
        expect([...values.values()]).to.deep.equal(there.toSorted((a, b) => a - b));
      }),
      { numRuns: 500 },
    );
  });
});
