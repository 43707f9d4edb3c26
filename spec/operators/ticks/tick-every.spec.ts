import { map, type OperatorFunction } from 'rxjs';
import type { Batch } from '../../../src/model/event';
import { run } from '../../../operators/core/run';
import { tickEvery, type Schedule } from '../../../operators/ticks/tick-every';
import { itLivesLikeAnOperator } from '../lifecycle';
import { batch, close, tick } from '../made';
import { marbles } from '../marbles';
import { toldMoments } from '../told';

const at = (ts: number) => close(`c${ts}`, { ts });

const grid = (over: Partial<Schedule> = {}): Schedule => ({
  sources: ['A'],
  everyMs: 10,
  latenessMs: 0,
  asOf: undefined,
  ...over,
});

const ticks =
  (schedule: Schedule): OperatorFunction<Batch, readonly string[]> =>
  (batch$) =>
    batch$.pipe(run(tickEvery(schedule)), map(toldMoments));

describe('tickEvery on a grid', () => {
  describe('as an operator', () => {
    itLivesLikeAnOperator({
      operator: () => run(tickEvery(grid())),
      input: batch('A', [at(10), at(11)]),
      output: [at(10), tick(10)],
      atEnd: [[at(11), tick(11)]],
      atOnce: [[tick(0)]],
    });
  });

  it('fires a tick when the source has promised past it, with the events it closes', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const reads = { a: batch('A', [at(3), at(8)]), b: batch('A', [at(12)]), c: batch('A', [at(31)]) };
      const source = cold('  -a-b-c---|', reads);
      const subs = '         ^--------!';
      const expected = '     ---x-(yz)(e|)';
      expectObservable(source.pipe(ticks(grid()))).toBe(expected, {
        x: ['c3', 'c8', 'tick 10'],
        y: ['c12', 'tick 20'],
        z: ['tick 30'],
        e: ['c31', 'tick 31'],
      });
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('an event at exactly T is in T', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-|', { a: batch('A', [at(9), at(10), at(11)]) });
      const expected = '     -x-(e|)';
      expectObservable(source.pipe(ticks(grid()))).toBe(expected, {
        x: ['c9', 'c10', 'tick 10'],
        e: ['c11', 'tick 11'],
      });
    });
  });

  it('a source that has promised exactly T may still bring rows of T: no tick yet', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        a: batch('A', [at(4)]),
        b: batch('A', [at(10)]),
        c: batch('A', [close('second of 10', { ts: 10 })]),
        d: batch('A', [at(11)]),
      };
      const source = cold('  -a-b-c-d-|', reads);
      const passed = '       ---b-c-x-(e|)';
      expectObservable(source.pipe(ticks(grid()))).toBe(passed, {
        b: ['c10'],
        c: ['second of 10'],
        x: ['c4', 'tick 10'],
        e: ['c11', 'tick 11'],
      });
    });
  });

  it('waits for the slowest source, by what it promised', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        a: batch('A', [at(5), at(40)]),
        b: batch('B', [at(6)]),
        c: batch('B', [at(21)]),
      };
      const source = cold('  -a-b-c---|', reads);
      const expected = '     -----(xy)(ef|)';
      expectObservable(source.pipe(ticks(grid({ sources: ['A', 'B'] })))).toBe(expected, {
        x: ['c5', 'c6', 'tick 10'],
        y: ['tick 20'],
        e: ['c21', 'tick 30'],
        f: ['c40', 'tick 40'],
      });
    });
  });

  it('a batch that promises less than one before takes nothing back', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        a: batch('A', [at(5)]),
        b: batch('B', [at(21)]),
        c: batch('B', [at(6)]),
        d: batch('A', [at(40)]),
      };
      const source = cold('  -a-b-c-d---|', reads);
      const expected = '     -----c-(xy)(ef|)';
      expectObservable(source.pipe(ticks(grid({ sources: ['A', 'B'] })))).toBe(expected, {
        c: ['c6'],
        x: ['c5', 'tick 10'],
        y: ['tick 20'],
        e: ['c21', 'tick 30'],
        f: ['c40', 'tick 40'],
      });
    });
  });

  it('an ended source holds nothing up', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        a: batch('A', [at(5), at(25)]),
        b: batch('B', [at(6)], { ended: true }),
      };
      const source = cold('  -a-b---|', reads);
      const expected = '     ---(xy)(e|)';
      expectObservable(source.pipe(ticks(grid({ sources: ['A', 'B'] })))).toBe(expected, {
        x: ['c5', 'c6', 'tick 10'],
        y: ['tick 20'],
        e: ['c25', 'tick 25'],
      });
    });
  });

  it('rows that make no event move time along too', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b---|', { a: batch('A', [at(5)]), b: batch('A', [], { latest: 21 }) });
      const expected = '     ---(xy)(e|)';
      expectObservable(source.pipe(ticks(grid()))).toBe(expected, {
        x: ['c5', 'tick 10'],
        y: ['tick 20'],
        e: ['tick 21'],
      });
    });
  });

  it('starts the grid at the first row of all sources, also at one that makes no event', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        a: batch('A', [at(35), at(41)]),
        b: batch('B', [at(60)], { first: 24 }),
      };
      const source = cold('  -a-b----|', reads);
      const expected = '     ---(xy)-(ef|)';
      expectObservable(source.pipe(ticks(grid({ sources: ['A', 'B'] })))).toBe(expected, {
        x: ['tick 30'],
        y: ['c35', 'tick 40'],
        e: ['c41', 'tick 50'],
        f: ['c60', 'tick 60'],
      });
    });
  });

  it('does not start the grid at a snapshot', () => {
    marbles(({ cold, expectObservable }) => {
      const early = { kind: 'caution' as const, ts: 2, code: 'gap', incomplete: true };
      const opening = batch('opening', [early], { first: Infinity, latest: -Infinity, ended: true });
      const source = cold('  -o-a--|', { o: opening, a: batch('A', [at(35), at(41)]) });
      const expected = '     ---x--(e|)';
      expectObservable(source.pipe(ticks(grid()))).toBe(expected, {
        x: ['caution 2', 'c35', 'tick 40'],
        e: ['c41', 'tick 41'],
      });
    });
  });

  it('starts the grid where rows begin, when a first read had none', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = { n: batch('A', []), a: batch('A', [at(30), at(31)]) };
      const source = cold('  -n-a--|', reads);
      const expected = '     ---x--(e|)';
      expectObservable(source.pipe(ticks(grid()))).toBe(expected, {
        x: ['c30', 'tick 30'],
        e: ['c31', 'tick 31'],
      });
    });
  });

  it('starts the grid at the first row itself, when that lies on it', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a--|', { a: batch('A', [at(30), at(31)]) });
      const expected = '     -x--(e|)';
      expectObservable(source.pipe(ticks(grid()))).toBe(expected, {
        x: ['c30', 'tick 30'],
        e: ['c31', 'tick 31'],
      });
    });
  });
});
