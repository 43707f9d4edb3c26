import type { HourCell } from '../../model/page-model';
import { emptyPanel, panel } from '../parts/cells';
import { exactDigits, formatInterval, formatSigned } from '../parts/format';
import { widthFor } from '../parts/interval-bar';
import { h, type Element } from '../parts/node';
import { BOX, scaleOf } from '../parts/scale';

const TITLE = 'Hour of day (UTC, of the close)';

/**
 * The 24 hours of the day: each cell's line is the interval that allows for 24 comparisons. Only a cell whose line lies
 * wholly beside 0 has the colour of its mean R and a star; of any other the colour tells the sign alone.
 */
export function hoursPanel(hours: readonly HourCell[], comparisons: number): Element {
  if (!hours.some(({ expectancy }) => expectancy.count > 0))
    return emptyPanel('hours', TITLE, 'No closed trade in the window.');
  const clear = hours.filter(({ clears_bar }) => clears_bar);
  const width = widthFor(
    hours.map(({ expectancy, r_interval_adjusted }) => ({
      avg_r: expectancy.avg_r,
      r_interval: r_interval_adjusted,
    })),
  );
  const digits = exactDigits([width]);
  return panel(
    'hours',
    TITLE,
    `${
      clear.length === 0
        ? 'No hour clears'
        : `${clear.map(({ hour }) => clock(hour)).join(', ')} ${clear.length === 1 ? 'clears' : 'clear'}`
    } the bar for ${String(comparisons)} comparisons${clear.length === 0 ? ': what looks good or bad here may be chance.' : '; the others may be chance.'} Lines reach from ${formatSigned(-width, digits)} to ${formatSigned(width, digits)} R.`,
    h(
      'ol',
      { class: 'hours', 'aria-label': 'Mean R by hour of the day, UTC' },
      hours.map((cell) => hourCell(cell, width)),
    ),
  );
}

function hourCell(cell: HourCell, width: number): Element {
  const { hour, expectancy, r_interval_adjusted, clears_bar } = cell;
  const { count, avg_r } = expectancy;
  const words =
    count === 0
      ? `${clock(hour)}: no trade`
      : `${clock(hour)}: mean ${formatSigned(avg_r, 2)} R, ${String(count)} trades, adjusted interval ${formatInterval(r_interval_adjusted, 2)}, ${clears_bar ? 'clears' : 'does not clear'} the bar`;
  return h(
    'li',
    {
      key: String(hour),
      class: `hour ${heatOf(avg_r, clears_bar ? width : Infinity)} ${clears_bar ? 'clear' : 'unclear'}`,
      'data-hour': hour,
      title: words,
    },
    h('span', { class: 'clock' }, clears_bar ? '★' : '', clock(hour).slice(0, 2)),
    line(avg_r, r_interval_adjusted, width),
    h('span', { class: 'mean' }, formatSigned(avg_r, 2)),
    h('small', { class: 'n' }, count === 0 ? '' : `n ${String(count)}`),
  );
}

const ACROSS = 20;

function line(mean: number | null, range: readonly [number, number] | null, width: number): Element {
  const place = scaleOf(width, -width);
  const middle = ACROSS / 2;
  return h(
    'svg',
    { viewBox: `0 0 ${ACROSS} ${BOX}`, preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    h('line', { class: 'zero', x1: 0, x2: ACROSS, y1: BOX / 2, y2: BOX / 2 }),
    range !== null &&
      h('line', { class: 'range', x1: middle, x2: middle, y1: place(range[0]), y2: place(range[1]) }),
    mean !== null && h('line', { class: 'mean', x1: 5, x2: ACROSS - 5, y1: place(mean), y2: place(mean) }),
  );
}

// Four strengths either side of 0, the strongest at `width`.
function heatOf(mean: number | null, width: number): string {
  if (mean === null || mean === 0) return 'heat-0';
  const strength = Math.min(4, Math.max(1, Math.ceil((Math.abs(mean) / width) * 4)));
  return `heat-${mean > 0 ? 'gain' : 'loss'}-${String(strength)}`;
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
