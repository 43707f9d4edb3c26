import { expect } from 'chai';
import { symbolProfiles } from '../../../src/simulate/market/symbol-profiles';
import { drawNetR, edgeOf, payoffOf } from '../../../src/simulate/market/payoff';
import { STRATEGIES } from '../../../src/simulate/market/strategies';

/** Draws a win for 0 and a loss for 1, and then the largest of its kind. */
function drawing(outcome: 0 | 1): () => number {
  const draws = [outcome, 1, 1];
  return () => draws.shift() ?? 1;
}

describe('symbolProfiles', () => {
  it('has the first fifty real names, then numbered ones, none twice', () => {
    const symbols = symbolProfiles({ seed: 1, symbols: 60 }).map(({ symbol }) => symbol);
    expect(symbols.slice(0, 3)).to.deep.equal(['BTCUSDT', 'ETHUSDT', 'SOLUSDT']);
    expect(symbols.slice(49, 51)).to.deep.equal(['WLDUSDT', 'SYM051USDT']);
    expect(new Set(symbols).size).to.equal(60);
  });

  it('casts the first six alike, and draws every further one from the seed', () => {
    const edges = (seed: number) => symbolProfiles({ seed, symbols: 8 }).map(({ edgeR }) => edgeR);
    expect(edges(1).slice(0, 6)).to.deep.equal([0.5, 0.1, -0.3, 0.2, 0.25, 0]);
    expect(edges(2).slice(0, 6)).to.deep.equal(edges(1).slice(0, 6));
    expect(edges(2)[6]).to.not.equal(edges(1)[6]);
    expect(edges(1)[7]).to.not.equal(edges(1)[6]);
  });

  it('disables the last symbol of four or more', () => {
    const disabled = (symbols: number) =>
      symbolProfiles({ seed: 1, symbols }).filter(({ enabled }) => !enabled).length;
    expect([1, 3, 4, 20].map(disabled)).to.deep.equal([0, 0, 1, 1]);
  });

  it('keeps every net R inside ±5 and every win a win', () => {
    const wrong: object[] = [];
    for (let seed = 0; seed < 200; seed += 1)
      for (const profile of symbolProfiles({ seed, symbols: 56 }))
        for (const strategy of STRATEGIES) {
          const payoff = payoffOf(profile, strategy);
          const { winR, hitRate } = payoff;
          const [most, least] = [drawNetR(drawing(0), payoff), drawNetR(drawing(1), payoff)];
          if (winR > 0.1 && hitRate >= 0.2 && hitRate <= 0.8 && most < 5 && least > -5) continue;
          wrong.push({ seed, strategy, payoff, most, least });
        }
    expect(wrong).to.deep.equal([]);
  });

  it('earns: the mean edge of a fund is positive, and so is that of most of its symbols', () => {
    for (let seed = 1; seed <= 5; seed += 1) {
      for (const symbols of [4, 6, 8]) {
        const edges = symbolProfiles({ seed, symbols }).map(({ edgeR }) => edgeR);
        expect(edges.reduce((sum, edge) => sum + edge, 0)).to.be.above(0);
        expect(edges.filter((edge) => edge > 0.05).length / symbols).to.be.above(0.5);
      }
    }
  });

  it('shares out every maker attempt', () => {
    for (const profile of symbolProfiles({ seed: 9, symbols: 56 })) {
      expect(profile.makerFillShare + profile.fallbackShare).to.be.within(0, 1);
    }
  });
});

describe('STRATEGIES', () => {
  it('tilt a symbol without moving its edge', () => {
    const weightedSum = (of: (strategy: (typeof STRATEGIES)[number]) => number): number =>
      STRATEGIES.reduce((sum, strategy) => sum + strategy.weight * of(strategy), 0);
    expect(weightedSum(() => 1)).to.be.closeTo(1, 1e-12);
    expect(weightedSum(({ edgeTiltR }) => edgeTiltR)).to.be.closeTo(0, 1e-12);
    expect(weightedSum(({ hitTilt }) => hitTilt)).to.be.closeTo(0, 1e-12);
    for (const profile of symbolProfiles({ seed: 1, symbols: 6 })) {
      expect(weightedSum((strategy) => edgeOf(payoffOf(profile, strategy)))).to.be.closeTo(
        profile.edgeR,
        1e-12,
      );
    }
  });
});
