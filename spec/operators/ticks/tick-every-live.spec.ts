import { map, type OperatorFunction } from 'rxjs';
import type { Batch } from '../../../src/model/event';
import { run } from '../../../operators/core/run';
import { tickEvery, type Schedule } from '../../../operators/ticks/tick-every';
import { batch, close, tick } from '../made';
import { marbles } from '../marbles';
import { toldMoments } from '../told';

/** Ticks as live has them: marks promise, rows do not; only the last of the ticks that fall due is answered. */

const at = (ts: number) => close(`c${ts}`, { ts });

const rows = (...ts: number[]): Batch => ({ ...batch('A', ts.map(at)), late: 0 });

const mark = (watermark: number): Batch => ({ ...batch('marks', []), latest: watermark, watermark });

const live = (over: Partial<Schedule> = {}): Schedule => ({
  sources: ['marks'],
  everyMs: 10,
  latenessMs: 0,
  asOf: undefined,
  answered: 0,
  due: 'last',
  ...over,
});

const ticks =
  (schedule: Schedule): OperatorFunction<Batch, readonly string[]> =>
  (batch$) =>
    batch$.pipe(run(tickEvery(schedule)), map(toldMoments));

describe('tickEvery in live', () => {
  it('rows of a source that does not promise fire nothing; a mark past the tick does', () => {
    marbles(({ hot, expectObservable }) => {
      const reads = { a: rows(3, 25), m: mark(10), n: mark(11) };
      const source = hot('   -a-m-n-', reads);
      const expected = '     -x---y-';
      expectObservable(source.pipe(ticks(live()))).toBe(expected, { x: ['c3'], y: ['tick 10'] });
    });
  });

  it('windows move on in a quiet market: marks alone fire ticks', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('   -m-n-', { m: mark(12), n: mark(27) });
      const expected = '     -x-y-';
      expectObservable(source.pipe(ticks(live()))).toBe(expected, { x: ['tick 10'], y: ['tick 20'] });
    });
  });

  it('of several ticks that fall due at once only the last is answered, with all that belongs to it', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('   -a-m-', { a: rows(12, 22, 31, 38), m: mark(33) });
      const expected = '     ---y-';
      expectObservable(source.pipe(ticks(live()))).toBe(expected, { y: ['c12', 'c22', 'tick 30'] });
    });
  });

  it('an event at exactly the tick is in it, one a moment later is not', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('   -a-m-n-', { a: rows(10, 11), m: mark(15), n: mark(25) });
      const expected = '     -x-y-z-';
      expectObservable(source.pipe(ticks(live()))).toBe(expected, {
        x: ['c10'],
        y: ['tick 10'],
        z: ['c11', 'tick 20'],
      });
    });
  });

  it('ticks answered in an earlier run are not answered again', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('   -a-m-n-', { a: rows(12, 35), m: mark(25), n: mark(41) });
      const expected = '     -x---y-';
      expectObservable(source.pipe(ticks(live({ answered: 30 })))).toBe(expected, {
        x: ['c12', 'c35'],
        y: ['tick 40'],
      });
    });
  });

  it('goes on with the next multiple when the distance of ticks has changed', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('   -m-n-', { m: mark(31), n: mark(36) });
      const expected = '     ---x-';
      expectObservable(source.pipe(ticks(live({ answered: 30, everyMs: 7 })))).toBe(expected, {
        x: ['tick 35'],
      });
    });
  });

  it('a mark that goes back takes nothing back', () => {
    marbles(({ hot, expectObservable }) => {
      const source = hot('   -m-n-o-', { m: mark(25), n: mark(5), o: mark(31) });
      const expected = '     -x---y-';
      expectObservable(source.pipe(ticks(live()))).toBe(expected, { x: ['tick 20'], y: ['tick 30'] });
    });
  });

  it('what was received after a tick is in no tick up to it, whatever its ts', () => {
    marbles(({ hot, expectObservable }) => {
      const snapshot = { ...rows(4), visibleAfter: 10 };
      const source = hot('   -s-m-n-', { s: snapshot, m: mark(15), n: mark(25) });
      const expected = '     ---x-y-';
      expectObservable(source.pipe(ticks(live()))).toBe(expected, {
        x: ['tick 10'],
        y: ['c4', 'tick 20'],
      });
    });
  });

  it('counts the late rows its sources tell of', () => {
    marbles(({ hot, expectObservable }) => {
      const late = { ...rows(4), late: 1 };
      const source = hot('   -m-a-n-', { m: mark(15), a: late, n: mark(25) });
      const expected = '     -x-l-y-';
      expectObservable(source.pipe(run(tickEvery(live())))).toBe(expected, {
        x: [tick(10)],
        l: [at(4)],
        y: [tick(20, { late: 1 })],
      });
    });
  });
});
