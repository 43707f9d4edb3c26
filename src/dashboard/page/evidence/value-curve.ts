import type { EvidenceSummary } from '../../model/evidence';
import { drawing } from '../parts/drawing';
import { formatSigned } from '../parts/format';
import { h, type Element } from '../parts/node';
import { BOX, scaleOf } from '../parts/scale';

type Curve = EvidenceSummary['curve'];

const HEIGHT = 220;

/** Cumulative net as traded and as advised, with the band of their difference around the latter. */
export function valueCurve({ ts_ms, traded, advised, lo, hi }: Curve): Element {
  const across = scaleOf(ts_ms[0] ?? 0, ts_ms.at(-1) ?? 1);
  const values = [0, ...traded, ...advised, ...lo, ...hi];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const place = scaleOf(high, low);
  const up = (value: number): number => (place(value) * HEIGHT) / BOX;
  const path = (column: readonly number[]): string =>
    column.map((value, i) => `${i === 0 ? 'M' : 'L'}${across(ts_ms[i] ?? 0)} ${up(value)}`).join(' ');
  const band = [
    ...hi.map((value, i) => [value, i] as const),
    ...lo.map((value, i) => [value, i] as const).toReversed(),
  ]
    .map(([value, i], n) => `${n === 0 ? 'M' : 'L'}${across(ts_ms[i] ?? 0)} ${up(value)}`)
    .join(' ');
  return drawing(
    'value',
    HEIGHT,
    `Cumulative net: as traded ${formatSigned(traded.at(-1), 2)} USD, as advised ${formatSigned(advised.at(-1), 2)} USD`,
    h('path', { class: 'spread', d: `${band} Z` }),
    h('line', { class: 'zero', x1: 0, x2: BOX, y1: up(0), y2: up(0) }),
    h('path', { class: 'traded', d: path(traded) }),
    h('path', { class: 'advised', d: path(advised) }),
  );
}
