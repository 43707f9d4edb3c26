import type { RegimeCell } from '../../model/page-model';
import { emptyPanel, gainCell, panel } from '../parts/cells';
import { DASH, formatInterval, formatNumber, formatPercent, formatSigned, words } from '../parts/format';
import { swatch } from '../parts/contribution-bar';
import { drawing, stackedBars } from '../parts/drawing';
import { h, type Child, type Element } from '../parts/node';
import { scaleOf } from '../parts/scale';

const PATHS = ['maker', 'maker_to_taker', 'taker', 'unknown'] as const;
const BANDS = ['improved', 'low', 'mid', 'high', 'none'] as const;
const BAND_TEXT = {
  improved: 'improved (< 0 bps)',
  low: 'low (≤ 1)',
  mid: 'mid (≤ 5)',
  high: 'high (> 5)',
  none: 'not known',
} as const;

const TITLE = 'How orders filled';

/** How orders filled, against what slippage they paid: shares of the trades stacked, and what each cell earned. */
export function regimesPanel(cells: readonly RegimeCell[], comparisons: number): Element {
  if (cells.length === 0) return emptyPanel('regimes', TITLE, 'No closed trade in the window.');
  if (cells.every(({ path, band }) => path === 'unknown' && band === 'none'))
    return emptyPanel(
      'regimes',
      TITLE,
      'No row carries maker flags or slippage: how orders filled cannot be shown.',
    );
  const clear = cells.filter(({ clears_bar }) => clears_bar).length;
  const trades = cells.reduce((sum, { expectancy }) => sum + expectancy.count, 0);
  return panel(
    'regimes',
    TITLE,
    `Each trade is in one cell: ${String(trades)} in all. ${String(clear)} of ${String(cells.length)} cells clear the bar for ${String(comparisons)} comparisons; the others may be chance.`,
    matrix(cells),
    h(
      'ul',
      { class: 'legend', 'aria-label': 'Slippage' },
      BANDS.map((band) => h('li', { key: band }, swatch(`band ${band}`), BAND_TEXT[band])),
    ),
  );
}

function matrix(cells: readonly RegimeCell[]): Element {
  const widest = Math.max(...PATHS.map((path) => shareOf(onPath(cells, path))));
  return h(
    'div',
    { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': 'Routing regimes' },
    h(
      'table',
      { 'data-table': 'regimes' },
      h('caption', { class: 'unseen' }, 'Trades by path and slippage'),
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          ['Path', 'Share by slippage', 'Net USD', ...BANDS.map(words)].map((title, i) =>
            h('th', { scope: 'col', class: i === 0 ? 'name' : i === 1 ? 'drawing' : 'number' }, title),
          ),
        ),
      ),
      h(
        'tbody',
        {},
        PATHS.map((path) => {
          const row = onPath(cells, path);
          return row.length > 0 && pathRow(path, row, widest);
        }),
      ),
    ),
  );
}

function pathRow(path: string, cells: readonly RegimeCell[], widest: number): Element {
  const nets = cells.flatMap(({ expectancy }) => expectancy.net_pnl_usd ?? []);
  const net = nets.length === 0 ? null : nets.reduce((sum, value) => sum + value, 0);
  const count = cells.reduce((sum, { expectancy }) => sum + expectancy.count, 0);
  return h(
    'tr',
    { key: path, 'data-row': path },
    h(
      'th',
      { scope: 'row', class: 'name' },
      words(path),
      ' ',
      h('small', { class: 'n' }, `n ${String(count)}`),
    ),
    h('td', { class: 'drawing' }, stack(cells, widest)),
    h('td', { class: 'number' }, gainCell(net, 2)),
    BANDS.map((band) => {
      const cell = cells.find((candidate) => candidate.band === band);
      return h('td', { class: 'number', 'data-column': band }, cell === undefined ? DASH : meanCell(cell));
    }),
  );
}

/** A mean R with its count; pale until it clears the bar. */
function meanCell({ expectancy, clears_bar, r_interval_adjusted }: RegimeCell): Child {
  return h(
    'span',
    {
      class: clears_bar ? 'clear' : 'unclear',
      title: `adjusted interval ${formatInterval(r_interval_adjusted, 2)} R; ${clears_bar ? 'clears' : 'does not clear'} the bar`,
    },
    clears_bar ? '★ ' : '',
    `${formatSigned(expectancy.avg_r, 2)} R `,
    h('small', { class: 'n' }, `n ${String(expectancy.count)}`),
  );
}

const HEIGHT = 14;

function stack(cells: readonly RegimeCell[], widest: number): Element {
  const pieces = BANDS.flatMap((band) => cells.filter((cell) => cell.band === band)).map(
    ({ band, share }) => ({ className: `band ${band}`, share }),
  );
  return drawing(
    'bar',
    HEIGHT,
    cells
      .map(
        ({ band, share, expectancy }) =>
          `${band} ${formatPercent(share)} (n ${formatNumber(expectancy.count, 0)})`,
      )
      .join(', '),
    stackedBars(pieces, scaleOf(0, widest), HEIGHT, 3),
  );
}

function onPath(cells: readonly RegimeCell[], path: string): readonly RegimeCell[] {
  return cells.filter((cell) => cell.path === path);
}

function shareOf(cells: readonly RegimeCell[]): number {
  return cells.reduce((sum, { share }) => sum + share, 0);
}
