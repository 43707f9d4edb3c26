import { expect } from 'chai';
import { blockOf } from './block';
import type { Block } from './types';
import type { Trade } from './records';

/** The oracle against the worked examples of the contract. */

function blockOfNets(positions: readonly (readonly [net: number, risk: number])[]): Block {
  const trades = positions.map(([net, risk], i): Trade => ({
    ts: (i + 1) * 60_000,
    symbol: 'X',
    id: String(i),
    strategy: 's',
    ...{ sign: 0, exitReason: null, venue: null },
    realized: net,
    fees: 0,
    estimatedFees: 0,
    funding: 0,
    net,
    notional: null,
    risk,
    r: Math.min(5, net / risk),
    clipped: net / risk > 5,
    riskSource: 'recorded',
    row: null,
    rowOf: 'none',
    holdMs: null,
    legs: 1,
    closedQty: 1,
    unknownQty: 0,
  }));
  return blockOf(trades, null);
}

function times<T>(count: number, make: (i: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

describe('edge and edge_usd of the oracle', () => {
  const every = (sign: number): readonly (readonly [number, number])[] =>
    times(40, (i) => (i % 5 === 4 ? [-300 * sign, 300] : [sign, 1]));
  const vectors: readonly (readonly [readonly (readonly [number, number])[], number, number])[] = [
    [[...times(32, () => [100, 100] as const), ...times(8, () => [-1000, 1000] as const)], 0.92, 0.108],
    [every(1), 0.941, 0.106],
    [every(-1), 0.019, 0.576],
    [[...times(39, () => [0.6, 1] as const), [-60, 1]], 0.006, 0.006],
  ];

  vectors.forEach(([positions, edge, edgeUsd], i) => {
    it(`are those of vector ${i + 1}`, () => {
      const block = blockOfNets(positions);
      expect(block.edge).to.be.closeTo(edge, 0.0005);
      expect(block.edge_usd).to.be.closeTo(edgeUsd, 0.0005);
    });
  });
});
