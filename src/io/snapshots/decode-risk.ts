import type { RiskEntry, RiskSnapshot } from '../../model/event';
import { canonicalJson, objectAt, own, textOf, type JsonObject } from '../../model/values/json';
import { firstNumeric, numeric } from '../../model/values/numeric';
import { percentOf } from '../../model/values/percent';
import { snapshotTime, snapshotRows } from './snapshot-fields';

/** risk_snapshot.json: the portfolio's drawdown and mode, and of each symbol drawdown of today and volatility. */
export function decodeRisk(snapshot: JsonObject, receivedMs: number): RiskSnapshot {
  const entries = snapshotRows(snapshot, ['symbols']).map(([symbol, row]): readonly [string, RiskEntry] => [
    symbol,
    {
      drawdownTodayPct: numeric(own(objectAt(row, 'risk'), 'dd_today_pct')),
      volRegime: wordOf(own(objectAt(row, 'vol'), 'atr_regime'))?.toLowerCase(),
    },
  ]);
  return {
    kind: 'risk',
    ts: snapshotTime(snapshot, receivedMs),
    text: canonicalJson(snapshot),
    portfolioDrawdownPct: portfolioDrawdownPct(snapshot),
    mode: wordOf(own(snapshot, 'risk_mode')),
    symbols: new Map(entries),
  };
}

// A writer that gives dd_frac gives the other one as a fraction too; without it a value below 1 is one.
function portfolioDrawdownPct(snapshot: JsonObject): number | undefined {
  const fraction = numeric(own(snapshot, 'dd_frac'));
  if (fraction !== undefined) return percentOf(fraction);
  const value =
    firstNumeric(snapshot, ['portfolio_dd_pct', 'drawdown_pct', 'portfolio_drawdown_pct']) ??
    firstNumeric(objectAt(snapshot, 'portfolio'), ['drawdown_pct', 'dd_pct']);
  if (value === undefined) return undefined;
  return Object.hasOwn(snapshot, 'dd_frac') || Math.abs(value) < 1 ? percentOf(value) : value;
}

function wordOf(value: unknown): string | undefined {
  const word = textOf(value)?.trim();
  return word === '' ? undefined : word;
}
