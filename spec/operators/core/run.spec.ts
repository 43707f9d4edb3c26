import { expect } from 'chai';
import { Observable, Subject, take } from 'rxjs';
import type { Machine } from '../../../operators/core/machine';
import { run } from '../../../operators/core/run';
import { itLivesLikeAnOperator } from '../lifecycle';
import { marbles } from '../marbles';

/** Counts its inputs; an input n says the count n times. */
const countAloud: Machine<number, { count: number }, string> = {
  init: () => ({ count: 0 }),
  step(state, n) {
    state.count++;
    return Array.from({ length: n }, () => `#${state.count}`);
  },
};

const withFarewell: Machine<number, { count: number }, string> = {
  ...countAloud,
  finish: (state) => [`bye after ${state.count}`],
};

describe('run', () => {
  describe('a machine without last words', () => {
    itLivesLikeAnOperator({ operator: () => run(countAloud), input: 1, output: '#1' });
  });

  describe('a machine with last words', () => {
    itLivesLikeAnOperator({
      operator: () => run(withFarewell),
      input: 1,
      output: '#1',
      atEnd: ['bye after 1'],
      atOnce: ['bye after 0'],
    });
  });

  it('gives zero, one or more outputs an input', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('  -a---b-c|', { a: 2, b: 0, c: 1 });
      const subs = '         ^-------!';
      const expected = '     -(xx)--z|';
      expectObservable(source.pipe(run(countAloud))).toBe(expected, { x: '#1', z: '#3' });
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('errors the stream when the machine throws, and leaves the source', () => {
    const fragile: Machine<string, null, string> = {
      init: () => null,
      step(_state, input) {
        if (input === 'b') throw new Error('no b');
        return [input];
      },
    };
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const source = cold('  -a-b-c|');
      const subs = '         ^--!';
      const expected = '     -a-#';
      expectObservable(source.pipe(run(fragile))).toBe(expected, undefined, new Error('no b'));
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('keeps order when an output brings the next input', () => {
    const source = new Subject<number>();
    const heard: string[] = [];
    source.pipe(run(countAloud)).subscribe((output) => {
      heard.push(output);
      if (heard.length === 1) source.next(2);
    });
    source.next(2);
    expect(heard).to.deep.equal(['#1', '#1', '#2', '#2']);
  });

  it('delivers what waits before it completes, when an output ends the source', () => {
    const source = new Subject<number>();
    const heard: string[] = [];
    source.pipe(run(withFarewell)).subscribe({
      next: (output) => {
        heard.push(output);
        if (heard.length === 1) source.complete();
      },
      complete: () => heard.push('complete'),
    });
    source.next(2);
    expect(heard).to.deep.equal(['#1', '#1', 'bye after 1', 'complete']);
  });

  it('stops a synchronous source when its subscriber has left', () => {
    let pulled = 0;
    const source = new Observable<number>((subscriber) => {
      while (!subscriber.closed && pulled < 100) {
        pulled++;
        subscriber.next(1);
      }
    });
    source.pipe(run(countAloud), take(2)).subscribe();
    expect(pulled).to.equal(2);
  });

  it('stops a synchronous source when the machine throws', () => {
    let pulled = 0;
    const source = new Observable<number>((subscriber) => {
      while (!subscriber.closed && pulled < 100) {
        pulled++;
        subscriber.next(1);
      }
    });
    const broken: Machine<number, null, string> = {
      init: () => null,
      step() {
        throw new Error('broken');
      },
    };
    source.pipe(run(broken)).subscribe({ error: () => undefined });
    expect(pulled).to.equal(1);
  });
});
