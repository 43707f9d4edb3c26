import { map, type OperatorFunction } from 'rxjs';
import { onTick } from '../../../operators/core/machine';
import { run } from '../../../operators/core/run';
import { NO_KNOWN_NAMES } from '../../../operators/core/known-names';
import { measureWindow } from '../../../operators/expectancy/measure-window';
import type { JoinedChange } from '../../../operators/join/join-attempts';
import { settingsFrom } from '../../../src/model/fund/settings';
import { parseWindow } from '../../../src/model/values/window';
import { MINUTE, tick, tradeOf } from '../made';
import { marbles } from '../marbles';

/** A horizon of ten minutes; times below are in milliseconds. */
const at = (ts: number, id = `t${ts}`): JoinedChange => ({
  kind: 'trade',
  trade: tradeOf(1, ts, { id }),
  before: undefined,
});

/** How many trades the window holds at each tick. */
function counted(name: string): OperatorFunction<readonly JoinedChange[], number> {
  const window = parseWindow(name);
  if (window === undefined) throw new Error(`no window: ${name}`);
  const settings = settingsFrom({ windows: ['5m', name].slice(name === 'all' ? 0 : -1), horizon: '10m' });
  return (change$) =>
    change$.pipe(
      run(onTick('expectancy', measureWindow(window, settings, NO_KNOWN_NAMES, true))),
      map((result) => (result.kind === 'answered' ? result.value.view.sample_count : NaN)),
    );
}

const SINCE = Date.UTC(2026, 0, 12);

describe('measureWindow at the edges of each kind of window', () => {
  it('since a moment: with what closed at it, without what closed a millisecond before', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-|', {
        a: [at(SINCE - 1), at(SINCE), tick(SINCE)],
        b: [at(SINCE + MINUTE), tick(SINCE + MINUTE)],
      });
      const expected = '     -1-2-|';
      const values = { '1': 1, '2': 2 };
      expectObservable(source.pipe(counted('since_2026-01-12'))).toBe(expected, values);
    });
  });

  it('since a moment that has not come: nothing yet', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-|', {
        a: [at(SINCE - 1), tick(SINCE - 1)],
        b: [at(SINCE + 1), tick(SINCE + 1)],
      });
      const expected = '     -0-1-|';
      expectObservable(source.pipe(counted('since_2026-01-12'))).toBe(expected, { '0': 0, '1': 1 });
    });
  });

  it('all: from the first millisecond on, years later too', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-c-|', {
        a: [at(1), tick(1)],
        b: [at(SINCE), tick(SINCE)],
        c: [at(SINCE + 1, 'x'), tick(SINCE + 500_000 * MINUTE)],
      });
      const expected = '     -1-2-3-|';
      expectObservable(source.pipe(counted('all'))).toBe(expected, { '1': 1, '2': 2, '3': 3 });
    });
  });

  it('all: not what is later than the tick, until its time has come', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-|', {
        a: [at(SINCE), at(SINCE + 1), tick(SINCE)],
        b: [tick(SINCE + 1)],
      });
      const expected = '     -1-2-|';
      expectObservable(source.pipe(counted('all'))).toBe(expected, { '1': 1, '2': 2 });
    });
  });

  it('the last N: those inside the horizon, not at its edge', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-c-|', {
        a: [at(SINCE), at(SINCE + 1), at(SINCE + 2), tick(SINCE + 2)],
        b: [tick(SINCE + 10 * MINUTE)],
        c: [tick(SINCE + 10 * MINUTE + 1)],
      });
      const expected = '     -2-2-1-|';
      expectObservable(source.pipe(counted('last_2'))).toBe(expected, { '1': 1, '2': 2 });
    });
  });
});
