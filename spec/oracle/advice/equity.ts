/** The equity points of an account, and which of them are believed. */
import { first, get, isObj, list, num } from '../json';
import { timestamp, within } from '../time';

export const EQUITY = ['equity', 'nav_total', 'nav', 'nav_usd', 'total_equity'];
const UPDATED = ['updated_ts', 'updated_at', 'ts', 'updated'];
const JUMP = 3;
const CONFIRM_MS = 600_000;
const CONFIRM_POINTS = 3;

/** A snapshot counts at its own time, else at asOf; later than asOf or out of the horizon it is not used. */
export function snapshotTime(x: unknown, asOf: number): number {
  return timestamp(first(x, UPDATED)) ?? asOf;
}

export interface Point {
  readonly ts: number;
  /** Null: the executor could not say. */
  readonly equity: number | null;
}

function positive(x: unknown): number | null {
  const value = num(x);
  return value !== null && value > 0 ? value : null;
}

export function firstUsable(x: unknown, names: readonly string[]): number | null {
  for (const name of names) {
    const value = positive(get(x, name));
    if (value !== null) return value;
  }
  return null;
}

/** Nav series, nav_log and the nav itself, in order of time. */
export function pointsOf(nav: unknown, navLog: unknown, asOf: number, horizon: number): readonly Point[] {
  const past = [...list(get(nav, 'series')), ...list(navLog)].flatMap((point) => {
    const ts = timestamp(first(point, ['ts', 't']));
    const isStated = ['equity', 'nav'].some((name) => num(get(point, name)) !== null);
    return ts === null || !isStated ? [] : [{ ts, equity: firstUsable(point, ['equity', 'nav']) }];
  });
  const equity = firstUsable(nav, EQUITY);
  const isNamed = isObj(nav) && EQUITY.some((name) => Object.hasOwn(nav, name));
  const own: readonly Point[] = isNamed ? [{ ts: snapshotTime(nav, asOf), equity }] : [];
  const inside = [...past, ...own].filter((point) => within(point.ts, asOf, horizon));
  return inside.sort((a, b) => a.ts - b.ts);
}

function agree(a: number, b: number): boolean {
  return Math.max(a, b) <= JUMP * Math.min(a, b);
}

/** Too far from the last accepted point to be believed at once. */
function isJump(equity: number, last: number): boolean {
  return equity >= JUMP * last || equity * JUMP <= last;
}

/** The points that are believed by asOf, each from the time on at which it is. */
export function accepted(points: readonly Point[], asOf: number): readonly { ts: number; equity: number }[] {
  const known = points.flatMap(({ ts, equity }) => (equity === null ? [] : [{ ts, equity }]));
  const out: { ts: number; equity: number }[] = [];
  let doubted: { ts: number; equity: number }[] = [];
  const confirm = (now: number): void => {
    const head = doubted[0];
    if (head === undefined) return;
    if (doubted.length < CONFIRM_POINTS && now - head.ts < CONFIRM_MS) return;
    out.push(...doubted);
    doubted = [];
  };
  known.forEach((point, i) => {
    confirm(point.ts);
    const last = out.at(-1);
    if (last === undefined) {
      const next = known[i + 1];
      if (next === undefined || agree(point.equity, next.equity)) out.push(point);
      return;
    }
    if (!isJump(point.equity, last.equity)) {
      doubted = [];
      out.push(point);
      return;
    }
    const head = doubted[0];
    doubted = head !== undefined && agree(head.equity, point.equity) ? [...doubted, point] : [point];
    confirm(point.ts);
  });
  confirm(asOf);
  return out;
}
