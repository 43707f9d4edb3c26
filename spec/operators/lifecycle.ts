import type { OperatorFunction } from 'rxjs';
import { marbles } from './marbles';

interface Life<In, Out> {
  /** The operator under test, made anew for each marble. */
  readonly operator: () => OperatorFunction<In, Out>;
  /** One input that is answered at once by exactly one output, */
  readonly input: In;
  readonly output: Out;
  /** What is said when the input ends after that, */
  readonly atEnd?: readonly Out[];
  /** and when it ends without any input. */
  readonly atOnce?: readonly Out[];
}

/** The marbles every lifted machine has: never, empty, error, early unsubscribe, two subscribers. */
export function itLivesLikeAnOperator<In, Out>(life: Life<In, Out>): void {
  const atEnd = life.atEnd ?? [];
  const atOnce = life.atOnce ?? [];
  const inputs = { x: life.input };
  const outputs = { y: life.output, ...named('pqr', atEnd), ...named('uvw', atOnce) };
  const end = atEnd.length > 0 ? `(${'pqr'.slice(0, atEnd.length)}|)` : '|';
  const none = atOnce.length > 0 ? `(${'uvw'.slice(0, atOnce.length)}|)` : '|';

  it('never: it waits', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<In>('   -');
      const subs = '              ^';
      const expected = '          -';
      expectObservable(source.pipe(life.operator())).toBe(expected);
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('empty: it says what is left, and completes', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold<In>('   |');
      const subs = '              (^!)';
      expectObservable(source.pipe(life.operator())).toBe(none, outputs);
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('completes after its last words', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('       -x-|', inputs);
      const subs = '              ^--!';
      expectObservable(source.pipe(life.operator())).toBe(`-y-${end}`, outputs);
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('error: passes through, with no last words', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('       -x-#', inputs);
      const subs = '              ^--!';
      const expected = '          -y-#';
      expectObservable(source.pipe(life.operator())).toBe(expected, outputs);
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('early unsubscribe: leaves its source', () => {
    marbles(({ hot, expectObservable, expectSubscriptions }) => {
      const source = hot('        -x--x--x-', inputs);
      const unsub = '             --!';
      const subs = '              ^-!';
      const expected = '          -y-';
      expectObservable(source.pipe(life.operator()), unsub).toBe(expected, outputs);
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('two subscribers: each has a state of its own', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('       -x-|', inputs);
      const subs = ['             ^--!', '--^--!'];
      const result$ = source.pipe(life.operator());
      expectObservable(result$).toBe(`      -y-${end}`, outputs);
      expectObservable(result$, '--^').toBe(`---y-${end}`, outputs);
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });
}

function named<Out>(letters: string, outputs: readonly Out[]): Readonly<Record<string, Out>> {
  const record: Record<string, Out> = {};
  for (const [i, output] of outputs.entries()) record[letters.charAt(i)] = output;
  return record;
}
