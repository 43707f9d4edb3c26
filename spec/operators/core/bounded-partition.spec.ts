import { expect } from 'chai';
import fc from 'fast-check';
import { deltaOf } from '../delta-of';
import { BoundedPartition } from '../../../operators/core/bounded-partition';
import { byPlace, type Placed } from '../../../operators/core/timeline';
import { byCodeUnits } from '../../../src/model/values/json';

const NAMES = ['', '__proto__', 'other', 'a', 'b', 'c', 'long'.repeat(300)];
const FIRST = new Set(['b', 'other']);
const isFirst = (name: string): boolean => FIRST.has(name);

const item: fc.Arbitrary<Placed> = fc.record(
  {
    ts: fc.integer({ min: 0, max: 9 }),
    symbol: fc.constantFrom(...NAMES),
    id: fc.constantFrom('1', '2'),
  },
  { noNullPrototype: true },
);

/** Several ordered lists of items of one pool. */
const changing: fc.Arbitrary<readonly (readonly Placed[])[]> = fc
  .uniqueArray(item, { minLength: 5, maxLength: 40, selector: (one) => JSON.stringify(one), size: 'max' })
  .chain((pool) =>
    fc.array(
      fc.subarray(pool).map((some) => [...some].sort(byPlace)),
      { minLength: 2, maxLength: 8 },
    ),
  );

/** The names that are shown, by the rule in words: those that come first, then the larger, equal ones by name. */
function shownOf(items: readonly Placed[], most: number): readonly string[] {
  const sizes = new Map<string, number>();
  for (const { symbol } of items) sizes.set(symbol, (sizes.get(symbol) ?? 0) + 1);
  return [...sizes]
    .sort(([a, n], [b, m]) => Number(isFirst(b)) - Number(isFirst(a)) || m - n || byCodeUnits(a, b))
    .slice(0, most)
    .map(([name]) => name);
}

const partitionOf = (most: number): BoundedPartition<Placed> =>
  new BoundedPartition<Placed>(({ symbol }) => symbol, { most, isFirst });

describe('BoundedPartition', () => {
  it('has a list for each name that is shown and one for the rest, and says what changed of each', () => {
    fc.assert(
      fc.property(changing, fc.integer({ min: 1, max: 6 }), (all, most) => {
        const partition = partitionOf(most);
        let held: readonly Placed[] = [];
        for (const next of all) {
          const before = new Map([...partition.lists].map(([name, list]) => [name, [...list]]));
          const restBefore = [...(partition.rest?.items ?? [])];
          const { touched, rest } = partition.apply(deltaOf(held, next));
          held = next;
          const shown = shownOf(next, most);
          const listOf = (name: string): readonly Placed[] => next.filter(({ symbol }) => symbol === name);
          expect(new Map(partition.lists)).to.deep.equal(new Map(shown.map((name) => [name, listOf(name)])));
          const others = next.filter(({ symbol }) => !shown.includes(symbol));
          expect(partition.rest?.items ?? []).to.deep.equal(others);
          expect(partition.rest?.names ?? 0).to.equal(new Set(others.map(({ symbol }) => symbol)).size);
          for (const name of new Set([...before.keys(), ...partition.lists.keys()]))
            expect(touched.get(name) ?? NOTHING).to.deep.equal(
              deltaOf(before.get(name) ?? [], partition.lists.get(name) ?? []),
            );
          expect(rest ?? NOTHING).to.deep.equal(deltaOf(restBefore, others));
          for (const name of NAMES) expect(partition.has(name)).to.equal(listOf(name).length > 0);
        }
      }),
      { numRuns: 500, endOnFailure: true },
    );
  });

  it('one item more or less exchanges one name at most', () => {
    fc.assert(
      fc.property(changing, fc.nat(), fc.integer({ min: 1, max: 5 }), ([items = []], at, most) => {
        const partition = partitionOf(most);
        partition.apply({ removed: [], added: items });
        const before = new Set(partition.lists.keys());
        const gone = items[at % Math.max(1, items.length)];
        partition.apply({ removed: gone === undefined ? [] : [gone], added: [] });
        const left = [...before].filter((name) => !partition.lists.has(name));
        const come = [...partition.lists.keys()].filter((name) => !before.has(name));
        expect(left.length).to.be.at.most(1);
        expect(come.length).to.be.at.most(1);
      }),
    );
  });
});

const NOTHING = { removed: [], added: [] };
