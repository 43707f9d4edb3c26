/** The cuts of a window: side, exit reason, venue, month, weekday, size and holding time. */
import { blockOf } from './block';
import { round9 } from './exact';
import { record } from './json';
import type { Trade } from './records';
import type { Block, Cuts, Groups } from './types';

type Cut = Partial<Block> & { readonly notional_usd?: readonly [number, number] | null };
type CutName = 'sides' | 'exit_reasons' | 'venues' | 'months' | 'weekdays' | 'sizes' | 'holding_times';

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** A block without what only advice is made of. */
function cutOf(trades: readonly Trade[], cells: number): Cut {
  const block = blockOf(trades, cells);
  return Object.fromEntries(Object.entries(block).filter(([field]) => !LEFT_OUT.has(field)));
}

const LEFT_OUT = new Set([
  ...['max_drawdown', 'max_drawdown_r', 'drawdown_adjusted', 'longest_losing_streak'],
  ...['shrunk_r', 'pain_r', 'drawdown_aware_r', 'edge', 'p_dd', 'p_mean', 'edge_usd', 'r_usd', 'n_w'],
  ...['usd_and_r_disagree', 'usd_losing', 'dust_unknown_r', 'is_mature'],
  ...['hold_s_p50', 'hold_s_p95', 'legs', 'entry_unknown', 'regime_of'],
]);

function cut(trades: readonly Trade[], keyOf: (trade: Trade) => string): Cuts {
  const keys = [...new Set(trades.map(keyOf))];
  const of = (key: string): readonly Trade[] => trades.filter((trade) => keyOf(trade) === key);
  return record(new Map(keys.map((key) => [key, cutOf(of(key), keys.length)])));
}

function held(ms: number | null): string {
  if (ms === null) return 'unknown';
  if (ms < 5 * MINUTE) return 'under_5m';
  if (ms < HOUR) return '5m_1h';
  if (ms < 4 * HOUR) return '1h_4h';
  return ms < 24 * HOUR ? '4h_24h' : 'over_24h';
}

/** In which quarter of all known sizes this one lies: so many of four quarters end below it. */
function quarter(trades: readonly Trade[], { notional }: Trade): string {
  if (notional === null) return 'unknown';
  const all = trades.flatMap((trade) => trade.notional ?? []).sort((a, b) => a - b);
  const below = [1, 2, 3].filter((k) => (all[Math.ceil((all.length * k) / 4) - 1] ?? 0) < notional);
  return `q${below.length + 1}`;
}

function sizes(trades: readonly Trade[]): Cuts {
  const keyOf = (trade: Trade): string => quarter(trades, trade);
  const blocks = Object.entries(cut(trades, keyOf)).map(([key, block]) => {
    const own = trades.filter((trade) => keyOf(trade) === key).flatMap((trade) => trade.notional ?? []);
    const bounds = [round9(Math.min(...own)), round9(Math.max(...own))] as const;
    return [key, { ...block, notional_usd: own.length === 0 ? null : bounds }] as const;
  });
  return record(new Map(blocks));
}

export function cutsOf(trades: readonly Trade[]): Pick<Groups, CutName> {
  const time = (ts: number): Date => new Date(ts);
  return {
    sides: cut(trades, ({ sign }) => (sign === 0 ? 'unknown' : sign > 0 ? 'long' : 'short')),
    exit_reasons: cut(trades, ({ exitReason }) => exitReason ?? 'unknown'),
    venues: cut(trades, ({ venue }) => venue ?? 'unknown'),
    months: cut(trades, ({ ts }) => time(ts).toISOString().slice(0, 7)),
    weekdays: cut(trades, ({ ts }) => time(ts).toUTCString().slice(0, 3).toLowerCase()),
    sizes: sizes(trades),
    holding_times: cut(trades, ({ holdMs }) => held(holdMs)),
  };
}
