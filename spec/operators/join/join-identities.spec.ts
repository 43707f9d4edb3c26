import { map, type OperatorFunction } from 'rxjs';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { run } from '../../../operators/core/run';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { close, deskOf, route, tick } from '../made';
import { marbles } from '../marbles';
import { told } from '../told';

const desk = deskOf();
const facts: OperatorFunction<readonly TickedEvent[], readonly string[]> = (moment$) =>
  moment$.pipe(
    run(joinAttempts(desk)),
    map((all) => all.map((fact) => (fact.kind === 'tick' ? JSON.stringify(fact.counts) : told(fact)))),
  );

const counts = (duplicates: number, conflicts: number): string =>
  JSON.stringify({ late: 0, duplicates, conflicts, withoutPnl: 0 });

const small = close('same', { line: 'line 1', realizedUsd: 1 });
const great = close('same', { line: 'line 2', realizedUsd: 2 });
const smallRow = route('same', { line: 'row 1', links: ['a'] });
const greatRow = route('same', { line: 'row 2', links: ['a'] });

describe('joinAttempts: an identity counts once', () => {
  it('the same close again is a duplicate', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-a-t-|', { a: [small], t: [tick(9)] });
      const expected = '     -x---t-|';
      expectObservable(source.pipe(facts)).toBe(expected, { x: ['trade line 1 ← –'], t: [counts(1, 0)] });
    });
  });

  it('the same row again is a duplicate', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-a-t-|', { a: [smallRow], t: [tick(9)] });
      const expected = '     -x---t-|';
      expectObservable(source.pipe(facts)).toBe(expected, { x: ['routed row 1'], t: [counts(1, 0)] });
    });
  });

  it('with other content the greater bytes win: the lesser close first', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-t-|', { a: [small], b: [great], t: [tick(9)] });
      const expected = '     -x-y-t-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        x: ['trade line 1 ← –'],
        y: ['trade line 2 ← –'],
        t: [counts(0, 1)],
      });
    });
  });

  it('with other content the greater bytes win: the greater close first', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -b-a-t-|', { a: [small], b: [great], t: [tick(9)] });
      const expected = '     -y---t-|';
      expectObservable(source.pipe(facts)).toBe(expected, { y: ['trade line 2 ← –'], t: [counts(0, 1)] });
    });
  });

  it('with other content the greater bytes win: rows, the lesser first', () => {
    marbles(({ cold, expectObservable }) => {
      const linked = close('c', { attemptId: 'a' });
      const source = cold('  -a-c-b-t-|', { a: [smallRow], b: [greatRow], c: [linked], t: [tick(9)] });
      const expected = '     -x-c-y-t-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        x: ['routed row 1'],
        c: ['trade c ← row 1'],
        y: ['unrouted row 1', 'routed row 2', 'trade c ← row 2'],
        t: [counts(0, 1)],
      });
    });
  });

  it('with other content the greater bytes win: rows, the greater first', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -b-a-t-|', { a: [smallRow], b: [greatRow], t: [tick(9)] });
      const expected = '     -y---t-|';
      expectObservable(source.pipe(facts)).toBe(expected, { y: ['routed row 2'], t: [counts(0, 1)] });
    });
  });

  it('a winner without a P&L takes the trade away', () => {
    const mute = close('same', { line: 'line 3', realizedUsd: undefined });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-|', { a: [small], b: [mute] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        x: ['trade line 1 ← –'],
        y: ['untrade line 1'],
      });
    });
  });

  it('a winner of another attempt joins that attempt’s row', () => {
    const row = route('row a', { links: ['a'] });
    const other = route('row b', { links: ['b'] });
    const first = close('same', { line: 'line 1', attemptId: 'a' });
    const second = close('same', { line: 'line 2', attemptId: 'b' });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -r-a-b-|', { r: [row, other], a: [first], b: [second] });
      const expected = '     -r-x-y-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        r: ['routed row a', 'routed row b'],
        x: ['trade line 1 ← row a'],
        y: ['trade line 2 ← row b'],
      });
    });
  });

  it('a winning row that drops an intent id frees the closes it had joined by it', () => {
    const named = route('same', { line: 'row 1', links: ['sig', 'ord'] });
    const unnamed = route('same', { line: 'row 2', links: ['sig'] });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -c-a-b-|', { c: [close('c', { attemptId: 'ord' })], a: [named], b: [unnamed] });
      const expected = '     -c-x-y-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        c: ['trade c ← –'],
        x: ['routed row 1', 'trade c ← row 1'],
        y: ['unrouted row 1', 'routed row 2', 'trade c ← –'],
      });
    });
  });

  it('closes without a P&L are counted', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-|', {
        a: [close('mute', { realizedUsd: undefined }), close('huge', { feesUsd: 1e300 }), tick(9)],
      });
      const expected = '     -t-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        t: [JSON.stringify({ late: 0, duplicates: 0, conflicts: 0, withoutPnl: 2 })],
      });
    });
  });
});
