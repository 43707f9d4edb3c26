import { drawing } from './drawing';
import { formatInterval as ends, formatSigned } from './format';
import { h, type Element } from './node';
import { BOX, nearestRank, roundUp, scaleOf } from './scale';

const HEIGHT = 16;
const MIDDLE = HEIGHT / 2;

interface Estimated {
  readonly avg_r: number | null;
  readonly r_interval: readonly [number, number] | null;
}

/** How far from 0 a drawing reaches: every mean, and most intervals; those of thin samples leave it, lest they flatten the rest. */
export function widthFor(estimates: readonly Estimated[]): number {
  const widest = estimates.reduce((most, { avg_r }) => Math.max(most, Math.abs(avg_r ?? 0)), LEAST);
  const ends = estimates.flatMap(({ r_interval }) =>
    r_interval === null ? [] : [Math.max(...r_interval.map(Math.abs))],
  );
  return roundUp(Math.max(widest, Math.min(nearestRank(ends, 0.8), MOST_MEANS * widest)));
}

const LEAST = 0.1;
const MOST_MEANS = 4;

/** A mean and its interval on a line from −width to width; an end beyond it is an arrow. */
export function intervalBar(
  mean: number | null,
  range: readonly [number, number] | null,
  width: number,
): Element | undefined {
  if (mean === null) return undefined;
  const place = scaleOf(-width, width);
  const sure = range !== null && (range[0] > 0 || range[1] < 0);
  const tone = !sure ? 'unsure' : mean > 0 ? 'gain' : 'loss';
  return drawing(
    `interval ${tone}`,
    HEIGHT,
    `mean ${formatSigned(mean, 2)} R, ${range === null ? 'no interval' : `95 % from ${ends(range, 2)}`}`,
    h('line', { class: 'zero', x1: BOX / 2, x2: BOX / 2, y1: 0, y2: HEIGHT }),
    range !== null &&
      h('line', { class: 'range', x1: place(range[0]), x2: place(range[1]), y1: MIDDLE, y2: MIDDLE }),
    range !== null && range[0] < -width && h('path', { class: 'beyond', d: `M14 3 L0 ${MIDDLE} L14 13` }),
    range !== null &&
      range[1] > width &&
      h('path', { class: 'beyond', d: `M${BOX - 14} 3 L${BOX} ${MIDDLE} L${BOX - 14} 13` }),
    h('line', { class: 'mean', x1: place(mean), x2: place(mean), y1: 2, y2: HEIGHT - 2 }),
  );
}
