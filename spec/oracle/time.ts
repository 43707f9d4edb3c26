/** Timestamps as integer epoch microseconds and milliseconds (floored), and windows of time or of the last N trades. */

const ISO = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s*(Z|z|[+-]\d\d:?\d\d)?$/;

/** Decimal text of epoch seconds or milliseconds, floored on the digits as written. */
function microsOfDecimal(text: string): number | null {
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0) return null;
  const match = /^(\d+)(?:\.(\d*))?$/.exec(text);
  if (match === null) return Math.floor(value > 1e12 ? value * 1000 : value * 1e6);
  const digits = value > 1e12 ? 3 : 6;
  const part = (match[2] ?? '').padEnd(digits, '0').slice(0, digits);
  return Number(match[1]) * 10 ** digits + Number(part);
}

function microsOfIso(text: string): number | null {
  const m = ISO.exec(text);
  if (m === null) return null;
  const part = (i: number): number => Number(m[i] ?? '0');
  const utc = Date.UTC(part(1), part(2) - 1, part(3), part(4), part(5), part(6)) * 1000;
  const micros = utc + Number((m[7] ?? '').padEnd(6, '0').slice(0, 6));
  const zone = m[8] ?? 'Z';
  if (zone === 'Z' || zone === 'z') return micros;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? micros + minutes * 60_000_000 : micros - minutes * 60_000_000;
}

export function micros(x: unknown): number | null {
  if (typeof x === 'number') return microsOfDecimal(String(x));
  if (typeof x !== 'string') return null;
  const text = x.trim();
  if (text === '') return null;
  return /^[\d.]+(?:[eE][+-]?\d+)?$/.test(text) ? microsOfDecimal(text) : microsOfIso(text);
}

export function timestamp(x: unknown): number | null {
  const at = micros(x);
  return at === null ? null : Math.floor(at / 1000);
}

export const DAY = 86_400_000;
const UNIT: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: DAY };

export type Window = { readonly name: string } & (
  { readonly width: number; readonly last: null } | { readonly width: null; readonly last: number }
);

export function parseWindow(name: string): Window {
  if (name === 'all') return { name, width: Infinity, last: null };
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
