import { expect } from 'chai';
import { isWithin, newerSnapshot, type RouterSnapshot } from '../../src/model/event';

const snapshot = (ts: number, text: string): RouterSnapshot => ({
  kind: 'router',
  ts,
  text,
  symbols: new Map(),
});

describe('newerSnapshot', () => {
  it('the later counts; of one ts the greater text, in either order', () => {
    const [old, small, great] = [snapshot(1, 'z'), snapshot(2, 'a'), snapshot(2, 'b')];
    expect(newerSnapshot(undefined, old)).to.equal(old);
    for (const pair of [
      [old, great],
      [small, great],
    ] as const) {
      expect(newerSnapshot(pair[0], pair[1])).to.equal(pair[1]);
      expect(newerSnapshot(pair[1], pair[0])).to.equal(pair[1]);
    }
  });
});

describe('isWithin', () => {
  it('holds asOf − horizon < ts ≤ asOf', () => {
    const within = (ts: number) => isWithin({ ts }, 100, 10);
    expect([90, 91, 100, 101].map(within)).to.deep.equal([false, true, true, false]);
    expect(isWithin(undefined, 100, 10)).to.equal(false);
  });
});
