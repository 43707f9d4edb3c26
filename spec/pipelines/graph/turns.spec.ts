import { expect } from 'chai';
import { Subject } from 'rxjs';
import { atOnce, Turns } from '../../../pipelines/graph/turns';

/** What is told of two branches of one source: each value, the error or the end, in the order they are told. */
function branches(turns: Turns): { readonly source$: Subject<number>; readonly told: string[] } {
  const source$ = new Subject<number>();
  const told: string[] = [];
  for (const name of ['a', 'b'])
    source$.pipe(turns.inTurn).subscribe({
      next: (value) => told.push(`${name}${value}`),
      error: (error: unknown) => told.push(`${name} failed: ${String(error)}`),
      complete: () => told.push(`${name} ended`),
    });
  return { source$, told };
}

function takeAll(turns: Turns): void {
  while (turns.hasNext) turns.take();
}

describe('Turns', () => {
  it('let one value of one branch go at a time, in the order they came', () => {
    const turns = new Turns();
    const { source$, told } = branches(turns);
    source$.next(1);
    source$.next(2);
    expect(told).to.deep.equal([]);
    for (const so of [['a1'], ['a1', 'b1'], ['a1', 'b1', 'a2'], ['a1', 'b1', 'a2', 'b2']]) {
      expect(turns.hasNext).to.equal(true);
      turns.take();
      expect(told).to.deep.equal(so);
    }
    expect(turns.hasNext).to.equal(false);
  });

  it('take what comes of a turn after what waits already', () => {
    const turns = new Turns();
    const { source$, told } = branches(turns);
    source$.pipe(turns.inTurn, turns.inTurn).subscribe((value) => told.push(`late ${value}`));
    source$.next(1);
    source$.next(2);
    takeAll(turns);
    expect(told).to.deep.equal(['a1', 'b1', 'a2', 'b2', 'late 1', 'late 2']);
  });

  it('end a branch after what it holds, and fail it at once', () => {
    const turns = new Turns();
    const ending = branches(turns);
    ending.source$.next(1);
    ending.source$.complete();
    takeAll(turns);
    expect(ending.told).to.deep.equal(['a1', 'b1', 'a ended', 'b ended']);
    const failing = branches(turns);
    failing.source$.next(1);
    failing.source$.error('planted');
    takeAll(turns);
    expect(failing.told).to.deep.equal(['a failed: planted', 'b failed: planted']);
  });

  it('hold nothing for a branch that nobody listens to any more', () => {
    const turns = new Turns();
    const source$ = new Subject<number>();
    const told: number[] = [];
    const listening = source$.pipe(turns.inTurn).subscribe((value) => told.push(value));
    source$.next(1);
    listening.unsubscribe();
    expect(source$.observed).to.equal(false);
    takeAll(turns);
    expect(told).to.deep.equal([]);
  });
});

describe('atOnce', () => {
  it('holds nothing back', () => {
    const source$ = new Subject<number>();
    expect(atOnce(source$)).to.equal(source$);
  });
});
