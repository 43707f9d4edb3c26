import { combineLatest, map, share } from 'rxjs';
import { alignLatest } from '../../../operators/core/align-latest';
import { marbles } from '../marbles';

interface Stamped {
  readonly asOf: number;
  readonly by: string;
}

const stamped = (by: string, asOf: number): Stamped => ({ by, asOf });
const A = { 1: stamped('a', 1), 2: stamped('a', 2), 3: stamped('a', 3) };
const B = { 1: stamped('b', 1), 2: stamped('b', 2), 3: stamped('b', 3) };
const both = (asOf: number) => ({ a: stamped('a', asOf), b: stamped('b', asOf) });
const PAIRS = { x: both(1), y: both(2), z: both(3) };

describe('alignLatest', () => {
  it('speaks once per asOf, when the last branch has answered it', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('     -1--2---3-|', A);
      const b = cold('     --1--2---3|', B);
      const subs = '       ^---------!';
      const expected = '   --x--y---z|';
      expectObservable(alignLatest({ a, b })).toBe(expected, PAIRS);
      expectSubscriptions(a.subscriptions).toBe(subs);
      expectSubscriptions(b.subscriptions).toBe(subs);
    });
  });

  it('does not care which branch is late', () => {
    marbles(({ cold, expectObservable }) => {
      const a = cold('     -1----2-|', A);
      const b = cold('     --1--2--|', B);
      const expected = '   --x---y-|';
      expectObservable(alignLatest({ a, b })).toBe(expected, PAIRS);
    });
  });

  it('does not tear where plain combineLatest does', () => {
    marbles(({ hot, expectObservable }) => {
      const tick$ = hot('  -1-2---|', { 1: 1, 2: 2 });
      const aligned = '    -x-y---|';
      const torn = '       -x-(my)|';
      const a = tick$.pipe(
        map((asOf) => stamped('a', asOf)),
        share(),
      );
      const b = tick$.pipe(
        map((asOf) => stamped('b', asOf)),
        share(),
      );
      const mixed = { a: stamped('a', 2), b: stamped('b', 1) };
      expectObservable(alignLatest({ a, b })).toBe(aligned, PAIRS);
      expectObservable(combineLatest({ a, b })).toBe(torn, {
        ...PAIRS,
        m: mixed,
      });
    });
  });

  it('aligns diamonds of diamonds', () => {
    marbles(({ hot, expectObservable }) => {
      const tick$ = hot('  -1-2-|', { 1: 1, 2: 2 });
      const expected = '   -x-y-|';
      const a = tick$.pipe(
        map((asOf) => stamped('a', asOf)),
        share(),
      );
      const b = tick$.pipe(
        map((asOf) => stamped('b', asOf)),
        share(),
      );
      const ab = alignLatest({ a, b }).pipe(
        map((pair) => stamped('ab', pair.a.asOf)),
        share(),
      );
      expectObservable(alignLatest({ a, ab, b })).toBe(expected, {
        x: { ...both(1), ab: stamped('ab', 1) },
        y: { ...both(2), ab: stamped('ab', 2) },
      });
    });
  });

  it('never: waits for a branch that does not answer', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('     -1-2-', A);
      const b = cold<Stamped>('-');
      const expected = '   -----';
      expectObservable(alignLatest({ a, b })).toBe(expected);
      expectSubscriptions(b.subscriptions).toBe('^');
    });
  });

  it('empty: a branch with nothing to say keeps it silent to the end', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('     -1-2-|', A);
      const b = cold<Stamped>('--|');
      const expected = '   -----|';
      expectObservable(alignLatest({ a, b })).toBe(expected);
      expectSubscriptions(a.subscriptions).toBe('^----!');
      expectSubscriptions(b.subscriptions).toBe('^-!');
    });
  });

  it('error: passes through and leaves the other branches', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('     -1-2-', A);
      const b = cold('     -1-#', B);
      const subs = '       ^--!';
      const expected = '   -x-#';
      expectObservable(alignLatest({ a, b })).toBe(expected, PAIRS);
      expectSubscriptions(a.subscriptions).toBe(subs);
    });
  });

  it('early unsubscribe: leaves every branch', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const a = hot('      -1-2-3-', A);
      const b = hot('      -1-2-3-', B);
      const unsub = '      --!';
      const subs = '       ^-!';
      const expected = '   -x-';
      expectObservable(alignLatest({ a, b }), unsub).toBe(expected, PAIRS);
      expectSubscriptions(a.subscriptions).toBe(subs);
      expectSubscriptions(b.subscriptions).toBe(subs);
    });
  });

  it('two subscribers: each is aligned by itself', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const a = cold('     -1--2|', A);
      const b = cold('     --1-2|', B);
      const first = '      --x-y|';
      const second = '     -----x-y|';
      const result$ = alignLatest({ a, b });
      expectObservable(result$).toBe(first, PAIRS);
      expectObservable(result$, '---^').toBe(second, PAIRS);
      expectSubscriptions(a.subscriptions).toBe(['^----!', '---^----!']);
    });
  });
});
