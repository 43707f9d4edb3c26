import { expect } from 'chai';
import { positionWeights } from '../../../operators/account/position-weights';

const known = new Set(['A', 'B']);
const weights = (
  exposures: Readonly<Record<string, number | undefined>>,
  equityUsd: number | undefined = 200,
) => {
  const exposureUsd = new Map(Object.entries(exposures));
  const usable = [...exposureUsd.values()].some((exposure) => exposure !== undefined);
  return positionWeights({ kind: 'positions', ts: 1, text: '', usable, exposureUsd }, equityUsd, known);
};

describe('positionWeights', () => {
  it('are exposure over equity; a known symbol without a row holds nothing', () => {
    expect(weights({ B: 50 })).to.deep.equal({
      weights: { A: 0, B: 0.25 },
      unpriced: [],
      unknown: [],
      warnings: [],
    });
    expect(weights({ B: 6000 }).weights).to.deep.equal({ A: 0, B: 30 });
  });

  it('a weight that is no finite number is not known', () => {
    expect(weights({ A: 1e290, B: 50 }, 1e-20).weights).to.deep.equal({ A: null, B: 5e21 });
  });

  it('a row without a size leaves its symbol unknown, and says so', () => {
    expect(weights({ A: undefined, B: 50 })).to.deep.equal({
      weights: { A: null, B: 0.25 },
      unpriced: ['A'],
      unknown: [],
      warnings: ['positions_unpriced'],
    });
  });

  it('a position of a symbol that nobody knows may be that of a known one: none is known to be 0', () => {
    expect(weights({ B: 50, 'B/X': 10 })).to.deep.equal({
      weights: { A: null, B: 0.25, 'B/X': 0.05 },
      unpriced: [],
      unknown: ['B/X'],
      warnings: ['positions_unknown_symbol'],
    });
    expect(weights({ B: 50, 'B/X': undefined }).weights).to.deep.equal({ A: null, B: 0.25, 'B/X': null });
  });

  it('an unknown symbol of which nothing is held means nothing', () => {
    expect(weights({ B: 50, 'B/X': 0 })).to.deep.include({ unknown: [], warnings: [] });
    expect(weights({ B: 50, 'B/X': 0 }).weights).to.deep.equal({ A: 0, B: 0.25, 'B/X': 0 });
  });

  it('of a file without a usable row nothing is known', () => {
    expect(weights({}).weights).to.equal(null);
    expect(weights({}).warnings).to.deep.equal(['positions_unusable']);
    expect(weights({ A: undefined })).to.deep.include({
      weights: null,
      warnings: ['positions_unpriced', 'positions_unusable'],
    });
  });

  it('without a file or an equity they are unknown', () => {
    expect(positionWeights(undefined, 200, known)).to.deep.include({ weights: null, warnings: [] });
    expect(positionWeights(undefined, undefined, known).weights).to.equal(null);
    const held = {
      kind: 'positions',
      ts: 1,
      text: '',
      usable: true,
      exposureUsd: new Map([['A', 1]]),
    } as const;
    expect(positionWeights(held, undefined, known)).to.deep.include({ weights: null, warnings: [] });
  });
});
