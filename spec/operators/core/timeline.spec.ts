import { expect } from 'chai';
import fc from 'fast-check';
import { setImmediate } from 'node:timers/promises';
import { byPlace, Timeline, type Placed } from '../../../operators/core/timeline';
import { collectGarbage } from '../../collect-garbage';

interface Item extends Placed {
  readonly note: number;
}

const item = fc.record({
  ts: fc.integer({ min: 0, max: 20 }),
  symbol: fc.constantFrom('A', 'B'),
  id: fc.constantFrom('x', 'y'),
  note: fc.nat(),
});
type Act =
  | { readonly act: 'put' | 'putNew' | 'remove'; readonly item: Item }
  | { readonly act: 'drop' | 'replace'; readonly nth: number }
  | { readonly act: 'evict'; readonly bound: number };
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({ act: fc.constantFrom('put' as const, 'putNew' as const), item }),
    },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('remove' as const), item }) },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constantFrom('drop' as const, 'replace' as const), nth: fc.nat() }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('evict' as const), bound: fc.integer({ min: 0, max: 20 }) }),
    },
  ),
  { maxLength: 60 },
);

const same = (a: Placed, b: Placed): boolean => byPlace(a, b) === 0;

describe('Timeline', () => {
  it('is a sorted list, one item a place', () => {
    fc.assert(
      fc.property(
        acts,
        fc.integer({ min: -1, max: 21 }),
        fc.integer({ min: -1, max: 21 }),
        (all, after, until) => {
          const timeline = new Timeline<Item>();
          let list: Item[] = [];
          for (const act of all) {
            if (act.act === 'evict') {
              const told: Item[] = [];
              timeline.evict(act.bound, (gone) => told.push(gone));
              expect(told).to.deep.equal(list.filter((each) => each.ts <= act.bound));
              list = list.filter((each) => each.ts > act.bound);
              continue;
            }
            // Those that are there themselves, with others of their ts and symbol around them.
            if ('nth' in act) {
              const known = list[act.nth % list.length];
              if (known === undefined) continue;
              const other = act.act === 'replace' ? [{ ...known, note: act.nth }] : [];
              if (act.act === 'drop') timeline.remove(known);
              for (const item of other) timeline.replace(known, item);
              list = list.flatMap((each) => (each === known ? other : [each]));
              continue;
            }
            const known = list.find((each) => same(each, act.item));
            const others = list.filter((each) => each !== known);
            const given = timeline[act.act](act.item);
            expect(given).to.equal(known);
            const stays = act.act === 'putNew' ? (known ?? act.item) : act.item;
            list = act.act === 'remove' ? others : [...others, stays].sort(byPlace);
          }
          for (const item of all.flatMap((act) => ('item' in act ? [act.item] : [])))
            expect(timeline.at(item)).to.equal(list.find((each) => same(each, item)));
          expect(timeline.size).to.equal(list.length);
          expect(timeline.between(-Infinity, Infinity)).to.deep.equal(list);
          const within = list.filter((each) => each.ts > after && each.ts <= until);
          expect(timeline.between(after, until)).to.deep.equal(within);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('stays one through thousands of evictions', () => {
    const timeline = new Timeline<Item>();
    const at = (ts: number): Item => ({ ts, symbol: 'A', id: 'x', note: ts });
    for (let ts = 1; ts <= 10_000; ts++) {
      timeline.put(at(ts));
      timeline.evict(ts - 100);
      if (ts % 500 === 0) {
        expect(timeline.size).to.equal(100);
        timeline.put(at(ts - 50.5));
        expect(timeline.between(ts - 51, ts - 50).map((each) => each.ts)).to.deep.equal([ts - 50.5, ts - 50]);
        timeline.remove(at(ts - 50.5));
      }
    }
    expect(timeline.between(-Infinity, 9902).map((each) => each.ts)).to.deep.equal([9901, 9902]);
  });

  it('lets go of what was evicted, but for a sixteenth of what is there', async () => {
    const held: WeakRef<Item>[] = [];
    const timeline = new Timeline<Item>();
    for (let ts = 1; ts <= 1000; ts++) {
      const one = { ts, symbol: 'A', id: 'x', note: ts };
      held.push(new WeakRef(one));
      timeline.put(one);
      timeline.evict(ts - 100);
    }
    // A reference that was made or read is good until the job ends.
    await setImmediate();
    collectGarbage();
    const left = held.filter((one) => one.deref() !== undefined);
    expect(timeline.size).to.equal(100);
    expect(left.length).to.be.within(100, 107);
  });

  it('the order is total: ts, then symbol, then id, by code units', () => {
    const place = (ts: number, symbol: string, id: string): Placed => ({ ts, symbol, id });
    const sorted = [
      place(1, 'B', 'b'),
      place(2, 'A', 'b'),
      place(2, 'B', 'Z'),
      place(2, 'B', 'a'),
      place(2, 'a', 'a'),
    ];
    expect([...sorted].reverse().sort(byPlace)).to.deep.equal(sorted);
  });
});
