import { map, type OperatorFunction } from 'rxjs';
import { AT_END, type Batch, type Caution } from '../../../src/model/event';
import { run } from '../../../operators/core/run';
import { tickEvery, type Schedule } from '../../../operators/ticks/tick-every';
import { batch, close } from '../made';
import { marbles } from '../marbles';
import { toldMoments } from '../told';

const at = (ts: number) => close(`c${ts}`, { ts });
const caution = (ts: number): Caution => ({ kind: 'caution', ts, code: 'gap', incomplete: true });

const ticks = (over: Partial<Schedule>): OperatorFunction<Batch, readonly string[]> => {
  const schedule = { sources: ['A', 'B'], everyMs: undefined, latenessMs: 0, asOf: undefined, ...over };
  return (batch$) => batch$.pipe(run(tickEvery(schedule)), map(toldMoments));
};

describe('tickEvery at the end', () => {
  it('without a grid: one tick, at the latest ts of any row', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = { a: batch('A', [at(5)], { latest: 9 }), b: batch('B', [at(7)]) };
      const source = cold('  -a-b-|', reads);
      const expected = '     -x-y-(e|)';
      expectObservable(source.pipe(ticks({}))).toBe(expected, { x: ['c5'], y: ['c7'], e: ['tick 9'] });
    });
  });

  it('without any row: one tick at the asOf given, or at 0', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold<Batch>('--|');
      const expected = '           --(e|)';
      expectObservable(source.pipe(ticks({ asOf: 50 }))).toBe(expected, { e: ['tick 50'] });
      expectObservable(source.pipe(ticks({}))).toBe(expected, { e: ['tick 0'] });
    });
  });

  it('without any row, but with snapshots: one tick at the latest of them', () => {
    marbles(({ cold, expectObservable }) => {
      const snapshots = batch('opening', [caution(7), caution(3), caution(AT_END)], {
        first: Infinity,
        latest: -Infinity,
        ended: true,
      });
      const source = cold('  -o-|', { o: snapshots });
      const expected = '     ---(e|)';
      expectObservable(source.pipe(ticks({}))).toBe(expected, {
        e: ['caution 3', 'caution 7', 'caution 7', 'tick 7'],
      });
    });
  });

  it('an explicit asOf: events after it have no part, the event at it has', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-|', { a: batch('A', [at(5), at(20), at(21)]) });
      const expected = '     -x-(e|)';
      expectObservable(source.pipe(ticks({ asOf: 20 }))).toBe(expected, { x: ['c5', 'c20'], e: ['tick 20'] });
    });
  });

  it('an explicit asOf beyond the last row: the tick is there', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-|', { a: batch('A', [at(5)]) });
      const expected = '     -x-(e|)';
      expectObservable(source.pipe(ticks({ asOf: 90 }))).toBe(expected, { x: ['c5'], e: ['tick 90'] });
    });
  });

  it('a grid up to an explicit asOf: the last tick is asOf itself, once', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a---|', { a: batch('A', [at(5), at(20), at(33)]) });
      const expected = '     -x---(e|)';
      const schedule = { sources: ['A'], everyMs: 10, asOf: 20 };
      expectObservable(source.pipe(ticks(schedule))).toBe(expected, {
        x: ['c5', 'tick 10'],
        e: ['c20', 'tick 20'],
      });
    });
  });

  it('a grid goes on to an asOf beyond the last row', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a---|', { a: batch('A', [at(5)], { ended: true }) });
      const expected = '     -----(xyz|)';
      expectObservable(source.pipe(ticks({ sources: ['A'], everyMs: 10, asOf: 22 }))).toBe(expected, {
        x: ['c5', 'tick 10'],
        y: ['tick 20'],
        z: ['tick 22'],
      });
    });
  });

  it('a last tick to answer: the grid stops there, and what belongs to the very end is left out', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        o: batch('snapshots', [caution(AT_END)], { ended: true }),
        a: batch('A', [at(5), at(31), at(20)]),
      };
      const schedule = { sources: ['A'], everyMs: 10, asOf: 90, answered: 10 };
      for (const until of [20, 25]) {
        const source = cold('  -oa---|', reads);
        const expected = '     --(xy)|';
        expectObservable(source.pipe(ticks({ ...schedule, until }))).toBe(expected, {
          x: ['c5', 'c20'],
          y: ['tick 20'],
        });
      }
    });
  });

  it('a grid and an asOf between its ticks', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a---|', { a: batch('A', [at(5), at(24), at(26)]) });
      const expected = '     -(xy)(e|)';
      expectObservable(source.pipe(ticks({ sources: ['A'], everyMs: 10, asOf: 25 }))).toBe(expected, {
        x: ['c5', 'tick 10'],
        y: ['tick 20'],
        e: ['c24', 'tick 25'],
      });
    });
  });

  it('when every source has ended, the grid still stops at the latest row', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        a: batch('A', [at(5)], { ended: true }),
        b: batch('B', [at(25)], { ended: true }),
      };
      const source = cold('  -a-b---|', reads);
      const expected = '     ---(xy)(e|)';
      expectObservable(source.pipe(ticks({ everyMs: 10 }))).toBe(expected, {
        x: ['c5', 'tick 10'],
        y: ['tick 20'],
        e: ['c25', 'tick 25'],
      });
    });
  });

  it('what is known only at the end belongs to the last tick, whenever that is', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        o: batch('opening', [caution(AT_END)], { first: Infinity, latest: -Infinity, ended: true }),
        a: batch('A', [at(5)]),
      };
      const source = cold('  -o-a-|', reads);
      const late = '         ---x-(e|)';
      expectObservable(source.pipe(ticks({}))).toBe(late, { x: ['c5'], e: ['caution 5', 'tick 5'] });
      expectObservable(source.pipe(ticks({ asOf: 8 }))).toBe(late, { x: ['c5'], e: ['caution 8', 'tick 8'] });
    });
  });

  it('a snapshot counts at its own time, and one later than asOf not at all', () => {
    marbles(({ cold, expectObservable }) => {
      const opening = batch('opening', [caution(15), caution(99)], {
        first: Infinity,
        latest: -Infinity,
        ended: true,
      });
      const reads = { o: opening, a: batch('A', [at(5), at(12)]), b: batch('A', [at(31)]) };
      const source = cold('  -o-a-b---|', reads);
      const expected = '     ---x-(yz)(e|)';
      expectObservable(source.pipe(ticks({ sources: ['A'], everyMs: 10 }))).toBe(expected, {
        x: ['c5', 'tick 10'],
        y: ['c12', 'caution 15', 'tick 20'],
        z: ['tick 30'],
        e: ['c31', 'tick 31'],
      });
    });
  });
});
