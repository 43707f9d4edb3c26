/** The account at asOf: equity, drawdown in percent by the evidence there is, and the risk mode with its hysteresis. */
import { drawdownPercent } from '../config';
import { accepted, EQUITY, firstUsable, pointsOf } from './equity';
import { nano, ratio, round9n } from '../exact';
import { firstNum, get, list, num } from '../json';
import { within } from '../time';
import { snapshotTime } from './equity';
import type { Account, Mode } from '../types';

const LEVELS: readonly Mode[] = ['normal', 'cautious', 'defensive'];
const PEAK_SPAN_MS = 6 * 3_600_000;
const POINT = 1;

/** A drawdown in percent as a fraction of two integers: exact on the nine decimals that are published. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

function percent(x: number): Fraction {
  return { top: nano(Math.abs(x)), bottom: nano(1) };
}

function fallFrom(peak: number, equity: number): Fraction {
  const top = (nano(peak) - nano(equity)) * 100n;
  return { top: top < 0n ? 0n : top, bottom: nano(peak) };
}

function value({ top, bottom }: Fraction): number {
  return ratio(top, bottom);
}

function step(before: number, dd: Fraction, limit: number): number {
  const reaches = (x: number): boolean => dd.top * nano(1) >= nano(x) * dd.bottom;
  const exceeds = (x: number): boolean => dd.top * nano(1) > nano(x) * dd.bottom;
  let level = 0;
  for (const [index, threshold] of [
    [1, limit / 2],
    [2, limit],
  ] as const) {
    const release = threshold - Math.min(0.5, threshold / 10);
    if (reaches(threshold) || (before >= index && exceeds(release))) level = index;
  }
  return level;
}

/** What the risk snapshot says of the whole account, in percent. */
function portfolioDrawdown(risk: unknown): number | null {
  const share = num(get(risk, 'dd_frac'));
  if (share !== null) return Math.abs(share) * 100;
  const given = firstNum(risk, ['portfolio_dd_pct', 'drawdown_pct']);
  if (given === null) return null;
  return Math.abs(given) < 1 ? Math.abs(given) * 100 : Math.abs(given);
}

function worstSymbol(risk: unknown): number | null {
  const all = list(get(risk, 'symbols')).flatMap((row) => num(get(get(row, 'risk'), 'dd_today_pct')) ?? []);
  return all.length === 0 ? null : Math.max(...all.map(Math.abs));
}

interface Drawdown {
  readonly dd: Fraction | null;
  readonly level: number;
}

/** From the equities: each event steps the mode where the points before it are evidence of a peak. */
function byEquity(
  points: readonly { ts: number; equity: number }[],
  given: { ts: number; peak: number } | null,
  limit: number,
): Drawdown {
  let [dd, level]: [Fraction | null, number] = [null, 0];
  const start = points[0]?.ts ?? 0;
  let highest = 0;
  for (const { ts, equity } of points) {
    highest = Math.max(highest, equity);
    const isGiven = given !== null && ts >= given.ts;
    if (!isGiven && ts - start < PEAK_SPAN_MS) continue;
    dd = fallFrom(Math.max(highest, isGiven ? given.peak : 0), equity);
    level = step(level, dd, limit);
  }
  return { dd, level };
}

export interface AccountInput {
  readonly nav: unknown;
  readonly navLog: unknown;
  readonly risk: unknown;
  readonly limits: unknown;
  readonly asOf: number;
  readonly horizon: number;
}

export function accountOf({ nav, navLog, risk, limits, asOf, horizon }: AccountInput): Account {
  const global = get(limits, 'global');
  const limit =
    drawdownPercent(get(global, 'max_nav_drawdown_pct')) ??
    drawdownPercent(get(limits, 'max_nav_drawdown_pct')) ??
    10;
  const fresh = num(get(limits, 'nav_freshness_seconds')) ?? num(get(global, 'nav_freshness_seconds')) ?? 150;
  const points = pointsOf(nav, navLog, asOf, horizon);
  const believed = accepted(points, asOf);
  const isUsed = within(snapshotTime(nav, asOf), asOf, horizon);
  const peak = isUsed ? firstNum(nav, ['peak_equity', 'peak']) : null;
  const givenPeak = peak !== null && peak > 0 ? { ts: snapshotTime(nav, asOf), peak } : null;
  const equity = points.at(-1)?.equity === null ? null : (believed.at(-1)?.equity ?? null);
  // What newer points have left behind for longer than a nav stays fresh is old.
  const isCurrent = isUsed && snapshotTime(nav, asOf) >= (points.at(-1)?.ts ?? -Infinity) - fresh * 1000;
  const given = isCurrent ? num(get(nav, 'drawdown_pct')) : null;
  const told = { given, givenPeak: givenPeak?.peak ?? null, equity: firstUsable(nav, EQUITY) };
  const own = ownDrawdown(told, byEquity(believed, givenPeak, limit), limit);
  const { dd, level } = withSnapshot(own, risk, limit);
  const stale = asOf - (points.at(-1)?.ts ?? -Infinity) > fresh * 1000;
  const unknown = equity === null || stale || dd === null;
  return {
    equity: round9n(equity),
    drawdownPct: dd === null ? null : round9n(value(dd)),
    mode: LEVELS[unknown ? Math.max(level, 1) : level] ?? 'normal',
  };
}

interface Told {
  readonly given: number | null;
  readonly givenPeak: number | null;
  /** The file's own. */
  readonly equity: number | null;
}

/** What the nav gives comes first; a peak in the same file that says more by over a point counts instead. */
function ownDrawdown({ given, givenPeak, equity }: Told, fallen: Drawdown, limit: number): Drawdown {
  if (given === null) return fallen;
  let dd = percent(given);
  if (givenPeak !== null && equity !== null) {
    const other = fallFrom(givenPeak, equity);
    if (value(other) - value(dd) > POINT) dd = other;
  }
  return { dd, level: step(0, dd, limit) };
}

function withSnapshot(own: Drawdown, risk: unknown, limit: number): Drawdown {
  const portfolio = portfolioDrawdown(risk);
  if (own.dd !== null) {
    if (portfolio === null || portfolio - value(own.dd) <= POINT) return own;
    return { dd: percent(portfolio), level: Math.max(own.level, step(own.level, percent(portfolio), limit)) };
  }
  if (portfolio !== null) return { dd: percent(portfolio), level: step(0, percent(portfolio), limit) };
  const worst = worstSymbol(risk);
  if (worst === null) return own;
  return { dd: percent(worst), level: Math.min(1, step(0, percent(worst), limit)) };
}
