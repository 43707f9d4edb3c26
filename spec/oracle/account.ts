/** The account at asOf: equity, drawdown in percent and the risk mode with its hysteresis. */
import { nano, ratio, round9n } from './exact';
import { first, firstNum, get, isObj, list, named, num, symbolOf } from './json';
import { timestamp, within } from './time';
import type { Account, Mode } from './types';

const LEVELS: readonly Mode[] = ['normal', 'cautious', 'defensive'];
const UPDATED = ['updated_ts', 'updated_at', 'ts'];

interface EquityEvent {
  readonly ts: number;
  readonly equity: number | null;
  /** An equity is named and is no number: what was known before does not stand. */
  readonly unreadable: boolean;
  readonly drawdown: number | null;
  readonly peak: number | null;
}

const EQUITY = ['equity', 'nav_total', 'nav', 'nav_usd', 'total_equity'];

/** A drawdown in percent as a fraction of two integers: exact on the nine decimals that are published. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

function percent(x: number): Fraction {
  return { top: nano(Math.abs(x)), bottom: nano(1) };
}

function value({ top, bottom }: Fraction): number {
  return ratio(top, bottom);
}

/** dd ≥ x, or dd > x. */
function reaches(dd: Fraction, x: number): boolean {
  return dd.top * nano(1) >= nano(x) * dd.bottom;
}

function exceeds(dd: Fraction, x: number): boolean {
  return dd.top * nano(1) > nano(x) * dd.bottom;
}

/** A snapshot counts at its own time, else at asOf; later than asOf or out of the horizon it is not used. */
export function snapshotTime(x: unknown, asOf: number): number {
  return timestamp(first(x, UPDATED)) ?? asOf;
}

function equityEvents(nav: unknown, asOf: number, horizon: number): EquityEvent[] {
  if (nav === undefined || nav === null) return [];
  const events: EquityEvent[] = [];
  for (const point of list(get(nav, 'series'))) {
    const ts = timestamp(first(point, ['ts', 't']));
    const equity = firstNum(point, ['equity', 'nav']);
    if (ts !== null && equity !== null) {
      events.push({ ts, equity, unreadable: false, drawdown: null, peak: null });
    }
  }
  const equity = num(first(nav, EQUITY));
  events.push({
    ts: snapshotTime(nav, asOf),
    equity,
    unreadable: equity === null && isObj(nav) && EQUITY.some((name) => Object.hasOwn(nav, name)),
    drawdown: num(get(nav, 'drawdown_pct')),
    peak: num(get(nav, 'peak_equity')),
  });
  return events.filter((e) => within(e.ts, asOf, horizon)).sort((a, b) => a.ts - b.ts);
}

function step(before: number, dd: Fraction, limit: number): number {
  let level = 0;
  for (const [index, threshold] of [
    [1, limit / 2],
    [2, limit],
  ] as const) {
    const release = threshold - Math.min(0.5, threshold / 10);
    if (reaches(dd, threshold) || (before >= index && exceeds(dd, release))) level = index;
  }
  return level;
}

/** Drawdown by the risk snapshot: the portfolio's, else the worst symbol's (then at most cautious). */
function riskDrawdown(risk: unknown): { dd: Fraction; top: number } | null {
  const portfolio =
    firstNum(risk, ['drawdown_pct', 'portfolio_drawdown_pct', 'portfolio_dd_pct']) ??
    firstNum(get(risk, 'portfolio'), ['drawdown_pct', 'dd_pct']);
  if (portfolio !== null) return { dd: percent(portfolio), top: 2 };
  let worst: number | null = null;
  for (const symbol of named(get(risk, 'symbols'), ['symbol'], symbolOf).values()) {
    const dd = num(get(get(symbol, 'risk'), 'dd_today_pct'));
    if (dd !== null) worst = Math.max(worst ?? 0, Math.abs(dd));
  }
  return worst === null ? null : { dd: percent(worst), top: 1 };
}

export function accountOf(
  nav: unknown,
  risk: unknown,
  limits: unknown,
  asOf: number,
  horizon: number,
): Account {
  const limit =
    num(get(get(limits, 'global'), 'max_nav_drawdown_pct')) ?? num(get(limits, 'max_nav_drawdown_pct')) ?? 10;
  const fresh =
    num(get(limits, 'nav_freshness_seconds')) ??
    num(get(get(limits, 'global'), 'nav_freshness_seconds')) ??
    150;
  let peak: number | null = null;
  let equity: number | null = null;
  let seen = -Infinity;
  let dd: Fraction | null = null;
  let level = 0;
  const events = equityEvents(nav, asOf, horizon);
  // Where the nav gives its drawdown, equities without one say nothing of it.
  const given = events.some((event) => event.drawdown !== null);
  for (const event of events) {
    for (const high of [event.equity, event.peak]) {
      if (high !== null && (peak === null || high > peak)) peak = high;
    }
    if (event.equity !== null || event.unreadable) {
      equity = event.equity;
      seen = event.ts;
    }
    let own: Fraction | null = null;
    if (event.drawdown !== null) own = percent(event.drawdown);
    else if (!given && event.equity !== null && peak !== null && peak > 0) {
      own = { top: (nano(peak) - nano(event.equity)) * 100n, bottom: nano(peak) };
    }
    if (own === null) continue;
    dd = own;
    level = step(level, own, limit);
  }
  if (dd === null) {
    const other = riskDrawdown(risk);
    if (other !== null) {
      dd = other.dd;
      level = Math.min(other.top, step(0, dd, limit));
    }
  }
  const stale = asOf - seen > fresh * 1000;
  if (equity === null || stale || peak === null || peak <= 0) level = Math.max(level, 1);
  return {
    equity: round9n(equity),
    drawdownPct: dd === null ? null : round9n(value(dd)),
    mode: LEVELS[level] ?? 'normal',
  };
}
