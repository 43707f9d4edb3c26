import { expect } from 'chai';
import fc from 'fast-check';
import { deltaOf } from '../delta-of';
import { Partition } from '../../../operators/core/partition';
import { byPlace, type Placed } from '../../../operators/core/timeline';

/** Ordered lists over one pool of objects; an item may come back as another object of the same place. */
function listsOf(least: number, most: number): fc.Arbitrary<readonly (readonly Placed[])[]> {
  const item = fc.record(
    {
      ts: fc.integer({ min: 0, max: most / 4 }),
      symbol: fc.constantFrom('A', 'B', '__proto__'),
      id: fc.constantFrom('1', '2'),
    },
    { noNullPrototype: true },
  );
  const pools = fc.uniqueArray(item, {
    minLength: least,
    maxLength: most,
    selector: (one) => JSON.stringify(one),
    size: 'max',
  });
  return pools.chain((pool) =>
    fc.array(
      fc
        .tuple(fc.subarray(pool), fc.boolean())
        .map(([some, copied]): readonly Placed[] =>
          some.map((one) => (copied ? { ...one } : one)).sort(byPlace),
        ),
      { minLength: 2, maxLength: 6 },
    ),
  );
}

describe('Partition', () => {
  it('holds each item under its key in total order, and says of each key that changed what left and what came', () => {
    fc.assert(
      fc.property(fc.oneof(listsOf(6, 20), listsOf(200, 400)), (all) => {
        const partition = new Partition<Placed>(({ symbol }) => symbol);
        let held: readonly Placed[] = [];
        for (const next of all) {
          const before = new Map([...partition.lists].map(([key, list]) => [key, [...list]]));
          const touched = partition.apply(deltaOf(held, next));
          held = next;
          const expected = new Map<string, readonly Placed[]>();
          for (const one of next) expected.set(one.symbol, [...(expected.get(one.symbol) ?? []), one]);
          expect(new Map(partition.lists)).to.deep.equal(expected);
          for (const key of new Set([...before.keys(), ...partition.lists.keys()])) {
            const { removed, added } = deltaOf(before.get(key) ?? [], partition.lists.get(key) ?? []);
            expect(touched.get(key) ?? { removed: [], added: [] }).to.deep.equal({ removed, added });
          }
          for (const { removed, added } of touched.values())
            expect(removed.length + added.length).to.be.above(0);
        }
      }),
      // What is found here is too long to be made short.
      { endOnFailure: true },
    );
  });
});
