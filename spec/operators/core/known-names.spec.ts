import { expect } from 'chai';
import { boundOver, knownNames } from '../../../operators/core/known-names';
import { deskOf } from '../made';

describe('knownNames', () => {
  it('are the symbols of the universe, and the strategies of the registry and of the stops', () => {
    const desk = {
      ...deskOf({}),
      strategies: [{ strategy: 'trend', enabled: false, capacityUsd: undefined, maxConcurrent: undefined }],
      stopsPct: new Map([['scalp', 0.01]]),
    };
    const { symbols, strategies } = knownNames(desk);
    expect([...symbols]).to.deep.equal([...desk.listings.keys()]);
    expect([...strategies]).to.deep.equal(['trend', 'scalp']);
  });

  it('are never more than are shown', () => {
    const bound = boundOver(new Set(['a', 'b']), 1);
    expect(bound.most).to.equal(2);
    expect(['a', 'c'].map(bound.isFirst)).to.deep.equal([true, false]);
  });
});
