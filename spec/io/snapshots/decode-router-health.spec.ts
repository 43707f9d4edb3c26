import { expect } from 'chai';
import { decodeRouterHealth } from '../../../src/io/snapshots/decode-router-health';

const RECEIVED = 1_800_000_000_000;

describe('decodeRouterHealth', () => {
  const numbers = {
    makerFillRate: 0.5,
    fallbackRate: 0,
    slippageP50: 1,
    slippageP95: 2,
    ackP50Ms: 3,
    volatilityScale: 4,
  };

  it('reads a symbol’s row under either spelling, listed or mapped', () => {
    const rest = { volatility_scale: 4, policy: { maker_first: true, taker_bias: 'prefer_maker' } };
    const first = {
      maker_fill_rate: 0.5,
      fallback_rate: 0,
      slippage_p50: 1,
      slippage_p95: 2,
      ack_latency_p50_ms: 3,
    };
    const other = {
      maker_fill_rate: 'x',
      maker_fill_ratio: '0.5',
      fallback_ratio: 0,
      slip_q50: '1',
      slip_q95: 2,
      latency_ms: 3,
    };
    for (const row of [first, other]) {
      for (const snapshot of [
        { symbols: [{ symbol: 'A', ...row, ...rest }] },
        { per_symbol: { a: { ...row, ...rest } } },
        { symbols: [], per_symbol: { a: { ...row, ...rest } } },
        { symbols: null, per_symbol: [{ symbol: 'A', ...row, ...rest }] },
      ]) {
        const entry = decodeRouterHealth(snapshot, RECEIVED).symbols.get('A');
        expect(entry).to.include(numbers);
        expect(entry?.policy).to.include({ makerFirst: true, bias: 0.25 });
      }
    }
  });

  it('has no number where the row names none', () => {
    const entry = decodeRouterHealth(
      { symbols: { A: { slippage_p95: 'x', maker_fill_rate: null } } },
      RECEIVED,
    ).symbols.get('A');
    expect(entry).to.include({ slippageP95: undefined, makerFillRate: undefined, policy: undefined });
  });
});
