import { expect } from 'chai';
import fc from 'fast-check';
import { byPlace, Timeline, type Placed } from '../../../operators/core/timeline';
import { TimelineWindow } from '../../../operators/core/timeline-window';
import { deltaOf } from '../delta-of';

const place = fc.record({
  ts: fc.integer({ min: 0, max: 12 }),
  symbol: fc.constantFrom('A', 'B'),
  id: fc.constantFrom('x', 'y'),
});

type Act =
  | { readonly act: 'put' | 'remove'; readonly at: Placed }
  | { readonly act: 'revise' | 'return'; readonly nth: number }
  | { readonly act: 'move'; readonly after: number; readonly width: number; readonly most: number };

/** Late items and ticks that go back are as likely as any. */
const acts: fc.Arbitrary<readonly Act[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ act: fc.constant('put' as const), at: place }) },
    { weight: 2, arbitrary: fc.record({ act: fc.constant('remove' as const), at: place }) },
    {
      weight: 2,
      arbitrary: fc.record({ act: fc.constantFrom('revise' as const, 'return' as const), nth: fc.nat() }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        act: fc.constant('move' as const),
        after: fc.integer({ min: -1, max: 12 }),
        width: fc.integer({ min: 0, max: 12 }),
        most: fc.constantFrom(1, 3, Infinity),
      }),
    },
  ),
  { maxLength: 60, size: 'max' },
);

describe('TimelineWindow', () => {
  it('tells at each move what left its items and what came to them, in order, by object', () => {
    fc.assert(
      fc.property(acts, (all) => {
        const timeline = new Timeline<Placed>();
        const window = new TimelineWindow(timeline);
        const gone: Placed[] = [];
        let held: readonly Placed[] = [];
        const put = (item: Placed): void => {
          const left = timeline.put(item);
          if (left !== undefined) gone.push(left);
          window.note(left, item);
        };
        const take = (at: Placed): void => {
          const left = timeline.remove(at);
          if (left !== undefined) gone.push(left);
          window.note(left, undefined);
        };
        for (const act of all) {
          if ('at' in act) {
            if (act.act === 'put') put({ ...act.at });
            else take(act.at);
          } else if ('nth' in act) {
            const pool = act.act === 'revise' ? timeline.between(-Infinity, Infinity) : gone;
            const known = pool[act.nth % (pool.length + 1)];
            if (known !== undefined) put(act.act === 'revise' ? { ...known } : known);
          } else {
            const until = act.after + act.width;
            const within = timeline.between(act.after, until);
            const now = act.most === Infinity ? within : within.slice(-act.most);
            const { removed, added } = window.moveTo(act.after, until, act.most);
            const expected = deltaOf(held, now);
            expect(removed).to.have.ordered.members([...expected.removed].sort(byPlace));
            expect(added).to.have.ordered.members(expected.added);
            held = now;
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('reads no item that stays, however many there are', () => {
    let reads = 0;
    const itemAt = (ts: number): Placed => ({
      get ts() {
        reads++;
        return ts;
      },
      symbol: 'A',
      id: 'x',
    });
    const timeline = new Timeline<Placed>();
    const window = new TimelineWindow(timeline);
    const put = (ts: number): void => {
      const item = itemAt(ts);
      window.note(timeline.put(item), item);
    };
    for (let ts = 1; ts <= 10_000; ts++) put(ts);
    window.moveTo(0, 10_000);
    reads = 0;
    put(10_001);
    const { removed, added } = window.moveTo(1, 10_001);
    expect([removed.length, added.length]).to.deep.equal([1, 1]);
    expect(reads).to.be.below(200);
  });
});
