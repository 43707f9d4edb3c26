import { DAY, HOUR, parseDuration, parseTimestamp } from './time';

/**
 * Which trades are looked at, at asOf: those of the last W, asOf − W < ts ≤ asOf; those since a moment, which is −Infinity
 * for `all`; or the last N of the fund.
 */
export type Window =
  | { readonly kind: 'time'; readonly name: string; readonly widthMs: number }
  | { readonly kind: 'since'; readonly name: string; readonly sinceMs: number }
  | { readonly kind: 'last'; readonly name: string; readonly trades: number };

const ALL: Window = { kind: 'since', name: 'all', sinceMs: -Infinity };

/** Reads `24h`, `7d`, `90m`, `last_200`, `all` or `since_2026-01-12T00:00:00.000Z`; undefined for anything else. */
export function parseWindow(name: string): Window | undefined {
  if (name === ALL.name) return ALL;
  const since = /^since_(\d{4}-.*)$/.exec(name)?.[1];
  if (since !== undefined) {
    const sinceMs = parseTimestamp(since);
    return sinceMs === undefined ? undefined : windowSince(sinceMs);
  }
  const last = /^last_([1-9]\d{0,8})$/.exec(name);
  if (last !== null) return { kind: 'last', name, trades: Number(last[1]) };
  if (!/^\d+[mhd]$/.test(name)) return undefined;
  const widthMs = parseDuration(name);
  return widthMs === undefined ? undefined : { kind: 'time', name, widthMs };
}

/** The window of the trades that closed at this moment or later. */
export function windowSince(sinceMs: number): Window {
  return { kind: 'since', name: `since_${new Date(sinceMs).toISOString()}`, sinceMs };
}

/** A window holds what is later than this, and no later than asOf. One of the last N trades begins with the horizon. */
export function windowStart(window: Window, asOf: number, horizonMs = Infinity): number {
  switch (window.kind) {
    case 'time':
      return asOf - window.widthMs;
    case 'since':
      return window.sinceMs - 1;
    case 'last':
      return asOf - horizonMs;
  }
}

/** How many trades a window holds at most. */
export function mostIn(window: Window): number {
  return window.kind === 'last' ? window.trades : Infinity;
}

/** Width in days, or null for a window without a fixed one. */
export function lookbackDays(window: Window): number | null {
  return window.kind === 'time' ? window.widthMs / DAY : null;
}

/** Width in hours, or null for a window without a fixed one. */
export function lookbackHours(window: Window): number | null {
  return window.kind === 'time' ? window.widthMs / HOUR : null;
}
