/** The slow, obvious version of an evaluation: the oracle asked anew at the instant of each trade. */
import { capsOf, isEnabled, restrictedOf, stopsOf, universeOf } from '../config';
import { decode } from '../decode';
import { first, get } from '../json';
import { episodesOf } from '../ledger/ledger';
import { settledCloses } from '../ledger/tellings';
import { tradesOf } from '../ledger/trades';
import { oracle } from '../oracle';
import type { OracleInput, Trade } from '../records';
import { timestamp } from '../time';

const DELAY_MS = 60_000;
const TICK_MS = 5000;

export interface SlowAdvice {
  readonly trade: Trade;
  /** The entry is known from the fills. */
  readonly isEntryKnown: boolean;
  readonly weights: number;
  readonly caps: number;
}

/** Trades of enabled symbols with a cap: those that `wanted` picks, with the shares of their size that were advised. */
export function slowAdvice(
  input: Omit<OracleInput, 'asOf'>,
  wanted: (trade: Trade, i: number) => boolean = () => true,
): readonly SlowAdvice[] {
  const { config } = input;
  const snapshots = datedSnapshots(input.snapshots);
  return slowTrades(input)
    .filter(wanted)
    .flatMap((trade): readonly SlowAdvice[] => {
      const base = baseOf(trade.symbol, config);
      if (base === null) return [];
      const entryTs = trade.holdMs === null ? trade.ts : trade.ts - trade.holdMs;
      const asOf = Math.floor((entryTs - DELAY_MS) / TICK_MS) * TICK_MS;
      const said = oracle({ ...input, snapshots, asOf }).allocation[trade.symbol];
      const weights = (said?.suggested_weight ?? 0) / base;
      const caps = (said?.max_nav_pct ?? 0) / base;
      return [{ trade, isEntryKnown: trade.holdMs !== null, weights, caps }];
    });
}

/** The positions that ended, over all rows. */
function slowTrades({ orders, metrics, config }: Omit<OracleInput, 'asOf'>): readonly Trade[] {
  const { closes, fills, rows } = decode([...orders, ...metrics], () => true);
  const episodes = episodesOf(settledCloses(closes, Infinity), fills).filter(({ open }) => !open);
  return tradesOf(episodes, rows, stopsOf(config.strategies));
}

function baseOf(symbol: string, { limits, universe }: OracleInput['config']): number | null {
  const entry = universeOf(universe).get(symbol);
  if (!isEnabled(entry) || restrictedOf(limits).has(symbol)) return null;
  const { nav, ceiling } = capsOf(symbol, limits, entry);
  if (nav === null) return null;
  const base = Math.min(nav, ceiling ?? nav);
  return base > 0 ? base : null;
}

/** Of the past only what has a time of its own is known: of a nav without one the points of its series. */
function datedSnapshots({
  nav,
  navLog,
  risk,
  routerHealth,
}: OracleInput['snapshots']): OracleInput['snapshots'] {
  const dated = (x: unknown): unknown => (isDated(x) ? x : undefined);
  return {
    nav: isDated(nav) ? nav : { series: get(nav, 'series') },
    navLog,
    risk: dated(risk),
    routerHealth: dated(routerHealth),
  };
}

function isDated(x: unknown): boolean {
  return timestamp(first(x, ['updated_ts', 'updated_at', 'ts', 'updated'])) !== null;
}

/** The identity over trades, in plain sums. */
export function slowIdentity(rows: readonly { readonly m: number; readonly x: number }[]) {
  const n = rows.length;
  const mean = (of: (row: { readonly m: number; readonly x: number }) => number): number =>
    rows.reduce((sum, row) => sum + of(row), 0) / n;
  const [meanM, meanX] = [mean(({ m }) => m), mean(({ x }) => x)];
  return {
    n,
    mean_m: meanM,
    total: mean(({ m, x }) => m * x - x),
    exposure: (meanM - 1) * meanX,
    selection: mean(({ m, x }) => (m - meanM) * (x - meanX)),
  };
}
