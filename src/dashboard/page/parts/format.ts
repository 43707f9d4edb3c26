/** Numbers and times as a desk reads them. What is not known is an en dash, never a zero. */

export const DASH = '–';
const MINUS = '−';

/** `1,234.50`, with a true minus sign; `digits` after the point. */
export function formatNumber(value: number | null | undefined, digits: number): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  const text = Math.abs(value).toFixed(digits);
  const [whole = '', fraction] = text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const isZero = !/[1-9]/.test(text);
  return `${value < 0 && !isZero ? MINUS : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** As `formatNumber`, with a plus sign where it is above zero. */
export function formatSigned(value: number | null | undefined, digits: number): string {
  const text = formatNumber(value, digits);
  return typeof value === 'number' && value > 0 && /[1-9]/.test(text) ? `+${text}` : text;
}

const MOST_DIGITS = 6;

/** The fewest digits after the point that show each of these values as it is, at most 6. */
export function exactDigits(values: readonly number[]): number {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const isShown = (value: number, digits: number): boolean =>
    Math.abs(Number(value.toFixed(digits)) - value) <= largest * 1e-9;
  for (let digits = 0; digits < MOST_DIGITS; digits++)
    if (values.every((value) => isShown(value, digits))) return digits;
  return MOST_DIGITS;
}

/** A share 0..1 as `12.3 %`. */
export function formatPercent(share: number | null | undefined, digits = 1): string {
  const text = formatNumber(share === null || share === undefined ? share : share * 100, digits);
  return text === DASH ? text : `${text} %`;
}

/** `[0.05, 0.86]` as `+0.05 … +0.86`. */
export function formatInterval(ends: readonly [number, number] | null | undefined, digits: number): string {
  return ends === null || ends === undefined
    ? DASH
    : `${formatSigned(ends[0], digits)} … ${formatSigned(ends[1], digits)}`;
}

/** `2026-01-14 21:37:14`, UTC. */
export function formatMoment(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms) || Math.abs(ms) > 8.64e15) return DASH;
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A duration in its two largest units: `12 s`, `3 min`, `2 h 5 min`, `4 d 3 h`. */
export function formatDuration(ms: number | null | undefined): string {
  if (ms === null || ms === undefined || !Number.isFinite(ms)) return DASH;
  const span = Math.max(0, ms);
  if (span < MINUTE) return `${Math.floor(span / SECOND)} s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)} min`;
  if (span < DAY) return two(span, HOUR, 'h', MINUTE, 'min');
  return two(span, DAY, 'd', HOUR, 'h');
}

function two(span: number, unit: number, name: string, part: number, partName: string): string {
  const rest = Math.floor((span % unit) / part);
  return `${Math.floor(span / unit)} ${name}${rest === 0 ? '' : ` ${rest} ${partName}`}`;
}

/** How long positions were held, in seconds: half of them at most, and 95 %. */
export function formatHeld(p50: number | null | undefined, p95: number | null | undefined): string {
  const text = (seconds: number | null | undefined): string =>
    formatDuration(typeof seconds === 'number' ? seconds * 1000 : null);
  return `${text(p50)} / ${text(p95)}`;
}

/** `, as 8.5` where trades that follow one another stand for fewer independent ones; else nothing. */
export function independentText(n: number, independent: number | null | undefined): string {
  if (typeof independent !== 'number') return '';
  const text = formatNumber(independent, 1);
  return text === formatNumber(n, 1) ? '' : `, as ${text}`;
}

/** A window of a group in words: the last N trades are those of the whole fund, not of the group. */
export function windowWords(window: string): string {
  const last = /^last_(\d+)$/.exec(window)?.[1];
  return last === undefined ? words(window) : `the fund’s last ${last}`;
}

/** A code such as `edge_below_min` in words. */
export function words(code: string): string {
  return code.replaceAll('_', ' ');
}

/** Which way a number lies: for colour, beside its sign. */
export function toneOf(value: number | null | undefined): 'gain' | 'loss' | 'none' {
  if (value === null || value === undefined || value === 0) return 'none';
  return value > 0 ? 'gain' : 'loss';
}
