import type { Curve } from '../../model/symbol-row';
import { drawing } from '../parts/drawing';
import { formatMoment, formatSigned } from '../parts/format';
import { h, type Element } from '../parts/node';
import { BOX, scaleOf } from '../parts/scale';

const HEIGHT = 60;

/** The cumulative net of the fund in steps, over a line at 0, with its ends below. */
export function netCurve({ ts_ms, cum_net_usd }: Curve, endMs: number | null): Element {
  const start = ts_ms[0] ?? 0;
  const end = Math.max(endMs ?? 0, ts_ms.at(-1) ?? 0);
  const across = scaleOf(start, end);
  const low = Math.min(0, ...cum_net_usd);
  const high = Math.max(0, ...cum_net_usd);
  const place = scaleOf(high, low);
  const up = (value: number): number => (place(value) * HEIGHT) / BOX;
  const last = cum_net_usd.at(-1) ?? 0;
  const steps = cum_net_usd.map((value, i) => `H${across(ts_ms[i] ?? 0)} V${up(value)}`).join(' ');
  return h(
    'figure',
    { class: 'net-curve' },
    drawing(
      `net ${last < 0 ? 'loss' : 'gain'}`,
      HEIGHT,
      `Cumulative net of the fund: highest ${formatSigned(high, 2)}, lowest ${formatSigned(low, 2)}, last ${formatSigned(last, 2)} USD`,
      h('line', { class: 'zero', x1: 0, x2: BOX, y1: up(0), y2: up(0) }),
      h('path', { d: `M0 ${up(0)} ${steps} H${BOX}` }),
    ),
    h(
      'figcaption',
      { class: 'axis' },
      h('span', {}, formatMoment(start).slice(0, 10)),
      h('span', {}, `${formatSigned(low, 2)} … ${formatSigned(high, 2)}`),
      h('span', {}, formatMoment(end).slice(0, 10)),
    ),
  );
}
