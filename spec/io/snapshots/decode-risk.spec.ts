import { expect } from 'chai';
import { decodeRisk } from '../../../src/io/snapshots/decode-risk';

const RECEIVED = 1_800_000_000_000;
const S = 1_700_000_000;

describe('decodeRisk', () => {
  it('reads drawdown and volatility of each symbol, listed or mapped', () => {
    const row = { risk: { dd_today_pct: -2.5 }, vol: { atr_regime: ' HOT ' } };
    for (const symbols of [[{ symbol: ' btcusdt ', ...row }], { btcusdt: row }]) {
      const { ts, symbols: entries } = decodeRisk({ updated_ts: S, symbols }, RECEIVED);
      expect(ts).to.equal(S * 1000);
      expect([...entries]).to.deep.equal([['BTCUSDT', { drawdownTodayPct: -2.5, volRegime: 'hot' }]]);
    }
  });

  const portfolio = (snapshot: Readonly<Record<string, unknown>>) =>
    decodeRisk(snapshot, RECEIVED).portfolioDrawdownPct;

  it('reads the portfolio’s drawdown: dd_frac is a fraction, and what stands beside it too', () => {
    expect(portfolio({ dd_frac: 0.07 })).to.equal(7);
    expect(portfolio({ dd_frac: '-0.12', portfolio_dd_pct: 0.5 })).to.equal(-12);
    expect(portfolio({ dd_frac: 0, drawdown_pct: 12 })).to.equal(0);
    expect(portfolio({ dd_frac: null, portfolio_dd_pct: 1.2 })).to.equal(120);
  });

  it('without it a value below 1 is a fraction, else percent', () => {
    for (const name of ['portfolio_dd_pct', 'drawdown_pct', 'portfolio_drawdown_pct']) {
      expect(portfolio({ [name]: 0.12 }), name).to.equal(12);
      expect(portfolio({ [name]: -0.999 }), name).to.equal(-99.9);
      expect(portfolio({ [name]: 1 }), name).to.equal(1);
      expect(portfolio({ [name]: '12.0' }), name).to.equal(12);
      expect(portfolio({ [name]: -12 }), name).to.equal(-12);
    }
    expect(portfolio({ portfolio_dd_pct: 'x', drawdown_pct: 4 })).to.equal(4);
    expect(portfolio({ portfolio_dd_pct: 5, drawdown_pct: 4 })).to.equal(5);
    expect(portfolio({ portfolio: { drawdown_pct: null, dd_pct: 5 } })).to.equal(5);
    expect(portfolio({ symbols: [] })).to.equal(undefined);
  });

  it('a symbol’s drawdown of today is percent, whatever its size', () => {
    const symbols = [{ symbol: 'A', risk: { dd_today_pct: '-0.12' } }];
    expect(decodeRisk({ symbols }, RECEIVED).symbols.get('A')?.drawdownTodayPct).to.equal(-0.12);
  });

  it('has the executor’s own mode as written', () => {
    expect(decodeRisk({ risk_mode: ' Halted ' }, RECEIVED).mode).to.equal('Halted');
    for (const risk_mode of [null, '', 7])
      expect(decodeRisk({ risk_mode }, RECEIVED).mode).to.equal(undefined);
  });

  it('of a symbol told twice the first row counts; rows that are none are left out', () => {
    const rows = [
      null,
      7,
      {},
      { symbol: 'A', risk: { dd_today_pct: 1 } },
      { symbol: 'a', risk: { dd_today_pct: 2 } },
      { symbol: 'B', risk: 5 },
    ];
    const entries = decodeRisk({ symbols: rows }, RECEIVED).symbols;
    expect([...entries].map(([symbol, entry]) => [symbol, entry.drawdownTodayPct])).to.deep.equal([
      ['A', 1],
      ['B', undefined],
    ]);
  });

  it('reads hostile names and any depth as what they are', () => {
    const symbols: unknown = JSON.parse('{"__proto__":{"risk":{"dd_today_pct":1}},"constructor":{}}');
    expect([...decodeRisk({ symbols }, RECEIVED).symbols.keys()]).to.deep.equal(['__PROTO__', 'CONSTRUCTOR']);
    const deep: unknown = JSON.parse('['.repeat(10_000) + ']'.repeat(10_000));
    expect(decodeRisk({ symbols: deep }, RECEIVED).symbols.size).to.equal(0);
  });
});
