import { expect } from 'chai';
import { join } from 'node:path';
import { contentsOf, onDesk, replayAt, STATE_NAMES } from '../../cli/desk';
import { intel } from '../../cli/intel';
import { TS } from '../../io/rows';

const EXTREMES = [9e299, -9e299, 1e300, 1.7e308, -1.7e308, 5e-324, '1e305'] as const;

function snapshotsOf(value: number | string, other: number | string): Readonly<Record<string, string>> {
  const at = { updated_ts: TS + 60 * 39 };
  const points = [value, other, value].map((equity, n) => ({ t: TS + 600 * n, equity }));
  const files = {
    nav: { ...at, equity: value, peak_equity: other, drawdown_pct: value, series: points },
    risk_snapshot: {
      ...at,
      dd_frac: value,
      portfolio_dd_pct: other,
      symbols: { BTCUSDT: { risk: { dd_today_pct: value } } },
    },
    positions: [
      { symbol: 'BTCUSDT', qty: value, mark_price: other },
      { symbol: 'BTCUSDT', qty: other, mark_price: value },
      { symbol: 'ETHUSDT', notional: value },
    ],
    router_health: {
      ...at,
      symbols: {
        BTCUSDT: {
          maker_fill_rate: value,
          slippage_p50: other,
          ack_latency_ms: value,
          volatility_scale: other,
        },
      },
    },
  };
  return Object.fromEntries(
    Object.entries(files).map(([name, file]) => [`logs/state/${name}.json`, JSON.stringify(file)]),
  );
}

describe('snapshots with the largest and smallest numbers', () => {
  for (const value of EXTREMES)
    it(`${value}: no stage fails, and all four files are written`, async () => {
      for (const other of EXTREMES)
        await onDesk(snapshotsOf(value, other), async (dir) => {
          const { code, err } = await intel(replayAt(dir));
          expect(code, `${value} and ${other}: ${err}`).to.equal(0);
          expect(contentsOf(join(dir, 'out'))).to.include.keys(...STATE_NAMES);
        });
    });
});
