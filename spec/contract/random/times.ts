import type { Seeded } from './seeded';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A timestamp in one of the forms that writers use. */
export function timeAs(rng: Seeded, ms: number): number | string {
  const iso = new Date(ms).toISOString();
  return rng.pick<number | string>([
    ms / 1000,
    ms / 1000,
    Math.floor(ms / 1000) + (ms % 1000) / 1000 + 0.0004,
    ms,
    String(ms),
    (ms / 1000).toFixed(3),
    iso,
    iso.replace('Z', ''),
    iso.replace('Z', '427+00:00'),
    new Date(ms + 5.5 * HOUR).toISOString().replace('Z', '+05:30'),
    new Date(ms - 3 * HOUR).toISOString().replace('T', ' ').replace('Z', '-0300'),
  ]);
}

/** A moment of the history: anywhere in the span, or on an edge that a window or the horizon has. */
export function moment(rng: Seeded, asOf: number, spanMs: number): number {
  if (rng.chance(0.06)) {
    const width = rng.pick([0, 12 * HOUR, DAY, 3 * DAY, 7 * DAY, 30 * DAY]);
    return asOf - width + rng.pick([-1, 0, 1]);
  }
  if (rng.chance(0.02)) return asOf + rng.pick([1, 1000, 299_000, 300_000, 300_001, 4 * HOUR]);
  // A coarse grid, so that moments coincide.
  const ms = asOf - Math.floor(rng.next() * spanMs);
  return rng.chance(0.3) ? Math.floor(ms / HOUR) * HOUR : ms;
}
