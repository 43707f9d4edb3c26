import { expect } from 'chai';
import { policyMultiples, type Policies } from '../../../../operators/evidence/walk/policies';
import { adviceMade, frameMade } from './frame-made';

/** Three symbols with the bases of the shared desk. */
const FRAME = frameMade(
  {
    A: adviceMade(0.25, 0.1, { count: 30, known_r: 30, avg_return: 2, avg_r: 0.4, std_r: 2, edge: 0.9 }, 0.2),
    B: adviceMade(0.2, 0, { count: 25, known_r: 25, avg_return: -1, avg_r: -0.2, std_r: 0.01, edge: 0.1 }),
    C: adviceMade(0.15, 0.15),
  },
  0.7,
);

function of(symbol: string, frame = FRAME): Policies {
  const context = { symbols: ['A', 'B', 'C'], edgeMin: 0.25, trueR: new Map([['A', -0.1]]) };
  const multiples = policyMultiples(frame, symbol, context);
  if (multiples === undefined) throw new Error(`no advice for ${symbol}`);
  return multiples;
}

describe('policyMultiples', () => {
  it('weights and caps are shares of the base', () => {
    expect(of('A')).to.include({ weights: 0.1 / 0.25, caps: 0.2 / 0.25 });
    expect(of('B')).to.include({ weights: 0, caps: 1 });
  });

  it('the desk as it is, nothing, and the mode alone', () => {
    for (const symbol of ['A', 'B', 'C'])
      expect(of(symbol)).to.include({ status_quo: 1, stand_down: 0, mode_only: 0.7 });
  });

  it('equal weight parts the same money in equal parts, at most the base', () => {
    expect(of('A').equal_weight).to.be.closeTo(0.6 / (3 * 0.25), 1e-12);
    expect(of('B').equal_weight).to.be.closeTo(1, 1e-12);
    expect(of('C').equal_weight).to.equal(1);
  });

  it('inverse volatility takes no deviation below .05, and of a small sample the upper median', () => {
    const shares = { A: 1 / 2, B: 1 / 0.05, C: 1 / 2 };
    const weighted = shares.A * 0.25 + shares.B * 0.2 + shares.C * 0.15;
    expect(of('A').inverse_vol).to.be.closeTo((0.6 * shares.A) / weighted, 1e-12);
    expect(of('B').inverse_vol).to.equal(1);
    expect(of('C').inverse_vol).to.be.closeTo((0.6 * shares.C) / weighted, 1e-12);
  });

  it('without any known deviation all volatilities are alike', () => {
    const frame = frameMade({ A: adviceMade(0.3, 0), B: adviceMade(0.1, 0) });
    expect([of('A', frame).inverse_vol, of('B', frame).inverse_vol]).to.deep.equal([1, 1]);
  });

  it('rank follows the mean net, where a symbol without trades has 0', () => {
    const weighted = 3 * 0.25 + 1 * 0.2 + 2 * 0.15;
    expect(of('A').rank).to.equal(1);
    expect(of('B').rank).to.be.closeTo(0.6 / weighted, 1e-12);
    expect(of('C').rank).to.be.closeTo((0.6 * 2) / weighted, 1e-12);
    const tied = frameMade({ A: adviceMade(0.3, 0), B: adviceMade(0.3, 0) });
    expect([of('A', tied).rank, of('B', tied).rank]).to.deep.equal([1, 1]);
  });

  it('winners are those without a loss in the mean, or without a trade', () => {
    expect(['A', 'B', 'C'].map((symbol) => of(symbol).winners)).to.deep.equal([1, 0, 1]);
    const unknown = frameMade({ A: adviceMade(0.3, 0, { count: 3 }) });
    expect(of('A', unknown).winners).to.equal(0);
  });

  it('the gate opens at the least edge; truth is known of a simulation alone', () => {
    expect(['A', 'B', 'C'].map((symbol) => of(symbol).edge_gate)).to.deep.equal([1, 0, 1]);
    expect(of('A')).to.include({ truth: 0 });
    const context = { symbols: [], edgeMin: 0.9, trueR: undefined };
    expect(policyMultiples(FRAME, 'A', context))
      .to.include({ edge_gate: 1 })
      .and.not.have.property('truth');
  });

  it('has none for a symbol without advice', () => {
    const context = { symbols: [], edgeMin: 0.25, trueR: undefined };
    for (const symbol of ['D', '__proto__', 'constructor'])
      expect(policyMultiples(FRAME, symbol, context)).to.equal(undefined);
  });
});
