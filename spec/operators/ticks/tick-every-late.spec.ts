import { map, type OperatorFunction } from 'rxjs';
import type { Batch } from '../../../src/model/event';
import { run } from '../../../operators/core/run';
import { tickEvery, type Schedule } from '../../../operators/ticks/tick-every';
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

describe('tickEvery and late events', () => {
  it('promises lag behind the latest row by the lateness', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = {
        a: batch('A', [at(5)]),
        b: batch('A', [at(13)]),
        c: batch('A', [at(9)]),
        d: batch('A', [at(14)]),
      };
      const source = cold('  -a-b-c-d-|', reads);
      const expected = '     -----c-x-(e|)';
      expectObservable(source.pipe(ticks(grid({ latenessMs: 3 })))).toBe(expected, {
        c: ['c9'],
        x: ['c5', 'tick 10'],
        e: ['c13', 'c14', 'tick 14'],
      });
    });
  });

  it('the grid starts at the row a source begins with, though an older one may follow', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = { a: batch('A', [at(31)]), b: batch('A', [at(29)]), c: batch('B', [at(60)]) };
      const source = cold('  -a-b-c-|', reads);
      const expected = '     -------(uve|)';
      expectObservable(source.pipe(ticks(grid({ sources: ['A', 'B'], latenessMs: 5 })))).toBe(expected, {
        u: ['c29', 'c31', 'tick 40'],
        v: ['tick 50'],
        e: ['c60', 'tick 60'],
      });
    });
  });

  it('a late event goes through at once, counts from the next tick on, and is counted', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = { a: batch('A', [at(5), at(12)]), b: batch('A', [at(7)]), c: batch('A', [at(21)]) };
      const source = cold('  -a-b-c-|', reads);
      const expected = '     -x-l-y-(e|)';
      expectObservable(source.pipe(run(tickEvery(grid())))).toBe(expected, {
        x: [at(5), tick(10)],
        l: [at(7)],
        y: [at(12), tick(20, { late: 1 })],
        e: [at(21), tick(21, { late: 1 })],
      });
    });
  });

  it('an event older than promised is late, whether or not a tick has passed it', () => {
    marbles(({ cold, expectObservable }) => {
      const reads = { a: batch('A', [at(5), at(12)]), b: batch('A', [at(10), at(11), at(12)]) };
      const source = cold('  -a-b-|', reads);
      const expected = '     -x-l-(e|)';
      expectObservable(source.pipe(run(tickEvery(grid())))).toBe(expected, {
        x: [at(5), tick(10)],
        l: [at(10), at(11), at(12)],
        e: [at(12), tick(12, { late: 2 })],
      });
    });
  });
});
