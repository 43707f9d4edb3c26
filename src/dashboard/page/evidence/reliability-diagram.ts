import type { EvidenceBin } from '../../model/evidence';
import { drawing } from '../parts/drawing';
import { formatNumber } from '../parts/format';
import { h, type Element } from '../parts/node';
import { BOX, scaleOf } from '../parts/scale';

const HEIGHT = 180;
const TICK = 12;

/**
 * How often what was claimed came, by how likely it was called: each bin its share and its Wilson interval. On the
 * diagonal a claim is right. Bins without a claim are not drawn.
 */
export function reliabilityDiagram(bins: readonly EvidenceBin[]): Element {
  const across = scaleOf(0, 1);
  const place = scaleOf(1, 0);
  const up = (value: number): number => (place(value) * HEIGHT) / BOX;
  const spoken = bins
    .map(
      ({ n, mean_p, share }) =>
        `said ${formatNumber(mean_p, 2)}, came in ${formatNumber(share * 100, 0)} % of ${String(n)}`,
    )
    .join('; ');
  return drawing(
    'reliability',
    HEIGHT,
    spoken,
    h('line', { class: 'zero', x1: 0, y1: HEIGHT, x2: BOX, y2: 0 }),
    bins.map(({ mean_p, share, interval }) => {
      const x = across(mean_p);
      return [
        interval !== null &&
          h('line', { class: 'range', x1: x, x2: x, y1: up(interval[0]), y2: up(interval[1]) }),
        h('line', { class: 'mean', x1: x - TICK, x2: x + TICK, y1: up(share), y2: up(share) }),
      ];
    }),
  );
}
