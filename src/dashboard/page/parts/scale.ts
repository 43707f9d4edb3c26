/** Widths of drawings: each has a box of 1000 units across that stretches with its place. */
export const BOX = 1000;

/** Maps values from low to high (or from high to low) to 0..1000; what lies outside is held at the edge. */
export function scaleOf(low: number, high: number): (value: number) => number {
  const span = high - low;
  return (value) => {
    const at = span !== 0 ? ((value - low) / span) * BOX : BOX / 2;
    return Math.round(Math.min(BOX, Math.max(0, at)) * 10) / 10;
  };
}

const STEPS = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];

/** The least round number that is no less than `value`. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 1;
  const magnitude = 10 ** Math.floor(Math.log10(value));
  const step = STEPS.find((candidate) => candidate * magnitude >= value * (1 - 1e-9)) ?? 10;
  return Number((step * magnitude).toPrecision(3));
}

/** The value below which `share` of the values lie; 0 of none. */
export function nearestRank(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
