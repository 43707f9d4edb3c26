/** Timestamps as integer epoch milliseconds (floored), and windows of time or of the last N trades. */

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d\d:?\d\d)?$/;

/** Decimal text of epoch seconds or milliseconds, floored on the digits as written. */
function fromDecimal(text: string): number | null {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) return null;
  if (value > 1e12) return Math.floor(value);
  const match = /^(\d+)(?:\.(\d*))?$/.exec(text);
  if (match === null) return Math.floor(value * 1000);
  const millis = (match[2] ?? '').padEnd(3, '0').slice(0, 3);
  return Number(match[1]) * 1000 + Number(millis);
}

function fromIso(text: string): number | null {
  const m = ISO.exec(text);
  if (m === null) return null;
  const part = (i: number): number => Number(m[i] ?? '0');
  const millis = Number((m[7] ?? '').padEnd(3, '0').slice(0, 3));
  const utc = Date.UTC(part(1), part(2) - 1, part(3), part(4), part(5), part(6), millis);
  const zone = m[8] ?? 'Z';
  if (zone === 'Z' || zone === 'z') return utc;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? utc + minutes * 60_000 : utc - minutes * 60_000;
}

export function timestamp(x: unknown): number | null {
  if (typeof x === 'number') return fromDecimal(String(x));
  if (typeof x !== 'string') return null;
  const text = x.trim();
  if (text === '') return null;
  return /^[\d.]+(?:[eE][+-]?\d+)?$/.test(text) ? fromDecimal(text) : fromIso(text);
}

export const DAY = 86_400_000;
const UNIT: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY };

export type Window = { readonly name: string } & (
  { readonly width: number; readonly last: null } | { readonly width: null; readonly last: number }
);

export function parseWindow(name: string): Window {
  const last = /^last_(\d+)$/.exec(name);
  if (last !== null) return { name, width: null, last: Number(last[1]) };
  const time = /^(\d+)([mhd])$/.exec(name);
  if (time === null) throw new Error(`not a window: ${name}`);
  return { name, width: Number(time[1]) * (UNIT[time[2] ?? ''] ?? 0), last: null };
}

/** asOf − width < ts ≤ asOf */
export function within(ts: number, asOf: number, width: number): boolean {
  return asOf - width < ts && ts <= asOf;
}
