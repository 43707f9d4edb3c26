import { expect } from 'chai';
import { attemptsInOrder, type AttemptShare } from '../../../operators/ledger/attempt-order';

function share(attemptId: string | undefined, quantity: number, ts: number, intentId?: string): AttemptShare {
  return { ids: { attemptId, intentId }, quantity, ts };
}

const names = (...shares: readonly AttemptShare[]): readonly unknown[] =>
  attemptsInOrder(shares, (it) => it).map(({ attemptId, intentId }) => attemptId ?? intentId);

describe('attemptsInOrder', () => {
  it('puts the largest quantity first, each attempt once', () => {
    expect(names(share('a', 2, 1), share('b', 3, 2), share('a', 2, 3))).to.deep.equal(['a', 'b']);
  });

  it('puts the earlier of equal ones first, then the lesser id', () => {
    expect(names(share('a', 1, 2), share('b', 1, 1))).to.deep.equal(['b', 'a']);
    expect(names(share('b', 1, 1), share('a', 1, 1))).to.deep.equal(['a', 'b']);
  });

  it('names what has an intent alone by it, and leaves out what has neither', () => {
    expect(names(share(undefined, 1, 1, 'i'), share(undefined, 2, 1))).to.deep.equal(['i']);
    expect(names(share(undefined, 2, 1))).to.deep.equal([]);
  });
});
