import { expect } from 'chai';
import {
  decodeNav,
  decodePositions,
  decodeRisk,
  decodeRouterHealth,
} from '../../../src/io/snapshots/decode-snapshot';

const RECEIVED = 1_800_000_000_000;
const S = 1_700_000_000;

describe('decodeNav', () => {
  it('knows the equity under each of its names; the first one counts', () => {
    const names = ['equity', 'nav_total', 'nav', 'nav_usd', 'total_equity'];
    names.forEach((name, i) => {
      const nav = Object.fromEntries(names.slice(i).map((key, rank) => [key, rank + 1]));
      expect(decodeNav(nav, RECEIVED)[0], name).to.include({
        equityUsd: 1,
        origin: 'snapshot',
        unreadable: false,
      });
    });
    expect(decodeNav({ equity: 0, nav: 5 }, RECEIVED)[0]?.equityUsd).to.equal(0);
    expect(decodeNav({ equity: null, nav: 5 }, RECEIVED)[0]?.equityUsd).to.equal(5);
  });

  it('is of its own time under each name, else of the moment it was received', () => {
    for (const name of ['updated_ts', 'updated_at', 'ts']) {
      expect(decodeNav({ equity: 1, [name]: S }, RECEIVED)[0]?.ts).to.equal(S * 1000);
    }
    expect(decodeNav({ equity: 1, updated_at: '2023-11-14T22:13:20Z' }, RECEIVED)[0]?.ts).to.equal(S * 1000);
    for (const ts of [undefined, null, 'soon', 0]) {
      expect(decodeNav({ equity: 1, updated_ts: ts }, RECEIVED)[0]?.ts).to.equal(RECEIVED);
    }
  });

  it('says when the equity it names is no finite number', () => {
    for (const equity of [null, 'x', NaN, {}]) {
      expect(decodeNav({ equity }, RECEIVED)[0]).to.include({ equityUsd: undefined, unreadable: true });
    }
    expect(decodeNav({ drawdown_pct: 1 }, RECEIVED)[0]).to.include({ unreadable: false, drawdownPct: 1 });
  });

  it('carries peak and drawdown; a file without any number is no event', () => {
    expect(decodeNav({ peak_equity: 9, drawdown_pct: 0 }, RECEIVED)[0]).to.include({
      peakUsd: 9,
      drawdownPct: 0,
    });
    expect(decodeNav({ updated_ts: S, note: 'x' }, RECEIVED)).to.deep.equal([]);
  });

  it('makes an event of each point of the series, under either spelling, and leaves out the others', () => {
    const series = [
      { ts: S, equity: 1 },
      { t: S + 1, nav: 2 },
      { t: S + 2 },
      { equity: 3 },
      7,
      null,
      { ts: S, equity: null },
    ];
    const events = decodeNav({ series }, RECEIVED);
    expect(events.map(({ ts, equityUsd, origin }) => [ts, equityUsd, origin])).to.deep.equal([
      [S * 1000, 1, 'series'],
      [S * 1000 + 1000, 2, 'series'],
    ]);
  });
});

describe('decodeRisk', () => {
  it('reads drawdown and volatility of each symbol, listed or mapped', () => {
    const row = { risk: { dd_today_pct: -2.5 }, vol: { atr_regime: ' HOT ' } };
    for (const symbols of [[{ symbol: ' btcusdt ', ...row }], { btcusdt: row }]) {
      const { ts, symbols: entries } = decodeRisk({ updated_ts: S, symbols }, RECEIVED);
      expect(ts).to.equal(S * 1000);
      expect([...entries]).to.deep.equal([['BTCUSDT', { drawdownTodayPct: -2.5, volRegime: 'hot' }]]);
    }
  });

  it('reads the portfolio’s drawdown under each name; the first one counts', () => {
    const names = ['drawdown_pct', 'portfolio_drawdown_pct', 'portfolio_dd_pct'];
    names.forEach((name, i) => {
      const snapshot = Object.fromEntries(names.slice(i).map((key, rank) => [key, rank]));
      expect(decodeRisk(snapshot, RECEIVED).portfolioDrawdownPct, name).to.equal(0);
    });
    expect(decodeRisk({ portfolio: { drawdown_pct: 4, dd_pct: 5 } }, RECEIVED).portfolioDrawdownPct).to.equal(
      4,
    );
    expect(decodeRisk({ portfolio: { dd_pct: 5 } }, RECEIVED).portfolioDrawdownPct).to.equal(5);
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

describe('decodePositions', () => {
  it('is a list, or one under positions or items', () => {
    const rows = [{ symbol: 'a', qty: -2, mark_price: 10 }];
    for (const snapshot of [rows, { positions: rows }, { items: rows }, { positions: null, items: rows }]) {
      expect([...decodePositions(snapshot, RECEIVED).exposureUsd]).to.deep.equal([['A', 20]]);
    }
  });

  it('adds up positions of one symbol by their size; one without a number makes it unknown', () => {
    const two = [
      { symbol: 'A', qty: 1, mark_price: 10 },
      { symbol: 'a', qty: -1, mark_price: 10 },
    ];
    expect(decodePositions(two, RECEIVED).exposureUsd.get('A')).to.equal(20);
    expect(decodePositions([...two, { symbol: 'A', qty: 1 }], RECEIVED).exposureUsd.get('A')).to.equal(
      undefined,
    );
    expect(
      decodePositions([{ symbol: 'A', qty: 0, mark_price: 10 }], RECEIVED).exposureUsd.get('A'),
    ).to.equal(0);
    expect(decodePositions([null, 3, {}, { symbol: '' }], RECEIVED).exposureUsd.size).to.equal(0);
  });

  it('is of its own time, where it is an object that names one', () => {
    expect(decodePositions({ updated_ts: S, positions: [] }, RECEIVED).ts).to.equal(S * 1000);
    expect(decodePositions([], RECEIVED).ts).to.equal(RECEIVED);
  });
});

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
    const other = { maker_fill_ratio: 0.5, fallback_ratio: 0, slip_q50: 1, slip_q95: 2, latency_ms: 3 };
    for (const row of [first, other]) {
      for (const snapshot of [
        { symbols: [{ symbol: 'A', ...row, ...rest }] },
        { per_symbol: { a: { ...row, ...rest } } },
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
