import { map, type OperatorFunction } from 'rxjs';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { run } from '../../../operators/core/run';
import { NOTHING_COUNTED, type Counts } from '../../../operators/ticks/counts';
import type { TickedEvent } from '../../../operators/ticks/tick-every';
import { close, deskOf, fill, route, tick } from '../made';
import { marbles } from '../marbles';
import { toldAll } from '../told';

const desk = deskOf();
const facts: OperatorFunction<readonly TickedEvent[], readonly string[]> = (moment$) =>
  moment$.pipe(
    run(joinAttempts(desk)),
    map((all) =>
      all.flatMap((fact) => (fact.kind === 'tick' ? [JSON.stringify(fact.counts)] : toldAll([fact]))),
    ),
  );

const counts = (over: Partial<Counts>): string => JSON.stringify({ ...NOTHING_COUNTED, ...over });
const t = [tick(200_000)];

const first = close('line 1', { orderId: 'o', realizedUsd: 1, toldTs: 1000 });
const place = 'BTCUSDT 1970-01-01T00:00:00.001+00:00';
const smallRow = route('same', { line: 'row 1', links: ['a'] });
const greatRow = route('same', { line: 'row 2', links: ['a'] });

describe('joinAttempts: each row counts once', () => {
  it('the same close, fill or row again is a duplicate', () => {
    marbles(({ cold, expectObservable }) => {
      const rows = [first, fill('f', { qty: undefined }), smallRow];
      const source = cold('  -a-a-t-|', { a: rows, t });
      const expected = '     -x---t-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        x: ['routed row 1'],
        t: ['trade line 1 ← –', counts({ duplicates: 3 })],
      });
    });
  });

  it('a correction replaces what it corrects, in either order', () => {
    const correction = close('line 2', { orderId: 'o', realizedUsd: 7, toldTs: 100_000 });
    for (const rows of [
      [first, correction],
      [correction, first],
    ])
      marbles(({ cold, expectObservable }) => {
        const source = cold('  -a-t-|', { a: rows, t });
        const expected = '     ---x-|';
        expectObservable(source.pipe(facts)).toBe(expected, {
          x: ['trade line 2 ← –', counts({ conflicts: 1, conflictPlaces: [place] })],
        });
      });
  });

  it('a correction counts from its own ts on, whenever it came', () => {
    const correction = close('line 2', { orderId: 'o', realizedUsd: 7, toldTs: 100_000 });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-c-|', { a: [correction, first, tick(99_999)], b: [tick(100_000)], c: t });
      const expected = '     -x-y-z-|';
      const corrected = counts({ conflicts: 1, conflictPlaces: [place] });
      expectObservable(source.pipe(facts)).toBe(expected, {
        x: ['trade line 1 ← –', counts({})],
        y: ['trade line 2 ← –', corrected],
        z: [corrected],
      });
    });
  });

  it('the first telling counts from the time of its close on, also before its own ts', () => {
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-|', { a: [first, tick(500)] });
      const expected = '     -x-|';
      expectObservable(source.pipe(facts)).toBe(expected, { x: ['trade line 1 ← –', counts({})] });
    });
  });

  it('of tellings that are yet to come only the first is there', () => {
    const tellings = [3000, 2000].map((toldTs) =>
      close(`told at ${toldTs}`, { orderId: 'o', realizedUsd: toldTs, toldTs }),
    );
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-|', { a: [...tellings, tick(500)], b: [first, tick(600)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        x: ['trade told at 2000 ← –', counts({})],
        y: ['trade line 1 ← –', counts({})],
      });
    });
  });

  it('of router rows of one identity the greater bytes win, in either order', () => {
    const linked = close('c', { attemptId: 'a' });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-c-b-t-|', { a: [smallRow], b: [greatRow], c: [linked, tick(2)], t });
      const expected = '     -x-c-y-t-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        x: ['routed row 1'],
        c: ['trade c ← row 1', counts({})],
        y: ['unrouted row 1', 'routed row 2'],
        t: ['trade c ← row 2', counts({ conflicts: 1 })],
      });
    });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -b-a-t-|', { a: [smallRow], b: [greatRow], t });
      const expected = '     -y---t-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        y: ['routed row 2'],
        t: [counts({ conflicts: 1 })],
      });
    });
  });

  it('a winning row that drops an intent id frees the trades that had joined by it', () => {
    const named = route('same', { line: 'row 1', links: ['sig', 'ord'] });
    const unnamed = route('same', { line: 'row 2', links: ['sig'] });
    const linked = close('c', { intentId: 'ord' });
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-b-|', { a: [linked, named, tick(5)], b: [unnamed, tick(6)] });
      const expected = '     -x-y-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        x: ['routed row 1', 'trade c ← row 1', counts({})],
        y: ['unrouted row 1', 'routed row 2', 'trade c ← –', counts({ conflicts: 1 })],
      });
    });
  });

  it('closes without a P&L, and closes that may be one told twice, are counted', () => {
    const mute = close('mute', { realizedUsd: undefined });
    const alike = ['x', 'y'].map((id) => close(id, { orderId: undefined, attemptId: id, realizedUsd: 3 }));
    marbles(({ cold, expectObservable }) => {
      const source = cold('  -a-|', { a: [mute, ...alike, ...t] });
      const expected = '     -t-|';
      expectObservable(source.pipe(facts)).toBe(expected, {
        t: ['trade x ← –', 'trade y ← –', counts({ withoutPnl: 1, possibleDuplicates: 1 })],
      });
    });
  });
});
