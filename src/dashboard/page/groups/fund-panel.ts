import type { FundDays } from '../../model/cuts';
import { emptyPanel, panel } from '../parts/cells';
import { drawing } from '../parts/drawing';
import { DASH, formatNumber, formatPercent, formatSigned, toneOf, windowWords } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { BOX, scaleOf } from '../parts/scale';

const TITLE = 'The fund by day';

/** What each day earned, the Sharpe ratio of the days with its error, the worst and the best day, and the time held. */
export function fundPanel(fund: FundDays | null, window: string | null): Element {
  if (fund === null) return emptyPanel('fund', TITLE, 'The expectancy file does not say.');
  const { days, worst_day, best_day, sharpe_day, sharpe_se, exposure } = fund;
  if (days.day.length === 0) return emptyPanel('fund', TITLE, 'No closed trade in the window.');
  return panel(
    'fund',
    TITLE,
    `Net after costs by UTC day of the exit, ${windowWords(window ?? '')}. A day without a trade is 0. No equity has a part in it.`,
    h(
      'dl',
      { class: 'facts' },
      fact(
        'Sharpe of a day',
        h('b', { id: 'sharpe-day' }, formatSigned(sharpe_day, 2)),
        sharpe_se === null
          ? `of ${String(days.day.length)} days`
          : `± ${formatNumber(sharpe_se, 2)} (standard error), of ${String(days.day.length)} days, not annualised`,
      ),
      fact('Worst day', dayText(worst_day), worst_day?.day ?? ''),
      fact('Best day', dayText(best_day), best_day?.day ?? ''),
      fact(
        'Time with a position',
        h('b', { id: 'exposure' }, formatPercent(exposure, 2)),
        exposure === null ? 'no row carries an entry' : 'where entries are known',
      ),
    ),
    dayBars(days),
  );
}

function fact(name: string, value: Child, beside: string): Element {
  return h('div', {}, h('dt', {}, name), h('dd', {}, value, ' ', h('small', {}, beside)));
}

function dayText(day: FundDays['worst_day']): Child {
  if (day === null) return DASH;
  return h('b', { class: toneOf(day.net_usd) }, `${formatSigned(day.net_usd, 2)} USD`);
}

const HEIGHT = 90;
const MOST_GAP = 2;

function dayBars({ day, net_usd, trades }: FundDays['days']): Element {
  const high = Math.max(0, ...net_usd);
  const low = Math.min(0, ...net_usd);
  const place = scaleOf(high, low);
  const up = (value: number): number => (place(value) * HEIGHT) / BOX;
  const step = BOX / day.length;
  const gap = Math.min(MOST_GAP, step / 4);
  return h(
    'figure',
    { class: 'day-bars' },
    drawing(
      'days',
      HEIGHT,
      `Net by day from ${day[0] ?? ''} to ${day.at(-1) ?? ''}, between ${formatSigned(low, 2)} and ${formatSigned(high, 2)} USD`,
      net_usd.map((net, i) =>
        h(
          'rect',
          {
            class: toneOf(net),
            x: i * step,
            y: up(Math.max(0, net)),
            width: step - gap,
            height: Math.abs(up(net) - up(0)),
          },
          h(
            'title',
            {},
            `${day[i] ?? ''}: ${formatSigned(net, 2)} USD, ${formatNumber(trades[i], 0)} trades`,
          ),
        ),
      ),
      h('line', { class: 'zero', x1: 0, x2: BOX, y1: up(0), y2: up(0) }),
    ),
    h(
      'figcaption',
      { class: 'axis' },
      [day[0] ?? '', `${formatSigned(low, 2)} … ${formatSigned(high, 2)} USD`, day.at(-1) ?? ''].map((text) =>
        h('span', {}, text),
      ),
    ),
  );
}
