import { DAY, HOUR, parseDuration } from './time';

/** A window of width W at asOf holds asOf − W < ts ≤ asOf; a window of the last N holds the fund's last N trades. */
export type Window =
  | { readonly kind: 'time'; readonly name: string; readonly widthMs: number }
  | { readonly kind: 'last'; readonly name: string; readonly trades: number };

/** Reads `24h`, `7d`, `90m` or `last_200`; undefined for anything else. */
export function parseWindow(name: string): Window | undefined {
  const last = /^last_([1-9]\d{0,8})$/.exec(name);
  if (last !== null) return { kind: 'last', name, trades: Number(last[1]) };
  if (!/^\d+[mhd]$/.test(name)) return undefined;
  const widthMs = parseDuration(name);
  return widthMs === undefined ? undefined : { kind: 'time', name, widthMs };
}

/** Width in days, or null for a window of the last N trades. */
export function lookbackDays(window: Window): number | null {
  return window.kind === 'time' ? window.widthMs / DAY : null;
}

/** Width in hours, or null for a window of the last N trades. */
export function lookbackHours(window: Window): number | null {
  return window.kind === 'time' ? window.widthMs / HOUR : null;
}
