import type { ScorePartWeight, SymbolRow } from '../../model/symbol-row';
import { contributionBar, partLegend } from '../parts/contribution-bar';
import { changeCell, executionMark, withCount } from '../parts/cells';
import { gainColumn, numberColumn, reasonColumn, symbolColumn } from '../parts/columns';
import { DASH, formatNumber, formatPercent } from '../parts/format';
import { h, type Element } from '../parts/node';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';

/** Symbols by score: what each earns, how its orders fill, and the weight it is given. */
export function ranking(
  rows: readonly SymbolRow[],
  parts: readonly ScorePartWeight[],
  sort: Sort | undefined,
  full: boolean,
): Element {
  return tablePanel(
    'Scores',
    'Trading and execution together, 0 to 1; the bar shows what each part adds. Open a symbol for every term.',
    {
      name: 'scores',
      caption: 'Symbols by score',
      columns: columnsOf(parts),
      rows,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      empty: 'No symbol in any state file.',
    },
    partLegend(parts),
  );
}

function columnsOf(parts: readonly ScorePartWeight[]): readonly Column<SymbolRow>[] {
  return [
    {
      ...numberColumn<SymbolRow>(
        'rank',
        '#',
        (row) => row.rank,
        (rank) => formatNumber(rank, 0),
      ),
      wide: true,
    },
    symbolColumn(),
    numberColumn(
      'score',
      'Score',
      (row) => row.score?.score,
      (score) => h('b', {}, formatNumber(score, 3)),
    ),
    {
      id: 'parts',
      title: 'Parts',
      kind: 'drawing',
      cell: ({ score }) => score !== null && [contributionBar(score, parts), executionMark(score)],
    },
    gainColumn(
      'avg_r',
      'R a trade',
      (row) => row.expectancy?.avg_r,
      'Mean net result of a trade in multiples of its risk',
    ),
    gainColumn(
      'expectancy',
      'USD a trade',
      (row) => row.expectancy?.expectancy,
      'Mean net USD of a closed trade',
    ),
    {
      id: 'hit_rate',
      title: 'Hit rate',
      about: 'Wins of all trades in the window',
      kind: 'number',
      by: (row) => row.expectancy?.hit_rate ?? null,
      cell: ({ expectancy }) =>
        expectancy === null ? DASH : withCount(formatPercent(expectancy.hit_rate), expectancy.count),
    },
    {
      id: 'slippage',
      title: 'Slip p95',
      about: 'Slippage in bps, 95 % of orders are at or below; positive is a cost',
      kind: 'number',
      by: (row) => row.router?.slippage_p95 ?? null,
      cell: ({ router }) =>
        router === null ? DASH : withCount(formatNumber(router.slippage_p95, 1), router.sample_count),
    },
    {
      id: 'quality',
      title: 'Router',
      kind: 'text',
      by: (row) => row.router?.quality ?? null,
      cell: (row) => qualityCell(row.router?.quality),
    },
    {
      id: 'weight',
      title: 'Weight now → suggested',
      about: 'Share of NAV; sorted by the suggested one',
      kind: 'number',
      by: (row) => row.allocation?.suggested_weight ?? null,
      cell: ({ allocation }) =>
        allocation === null
          ? DASH
          : changeCell(formatPercent(allocation.current_weight), formatPercent(allocation.suggested_weight)),
    },
    reasonColumn((row) => row.allocation?.reason, 'What binds the suggested weight'),
  ];
}

const QUALITY_MARK = new Map([
  ['good', '●'],
  ['ok', '●'],
  ['degraded', '▲'],
  ['broken', '■'],
]);

/** Router quality as a mark and a word. */
export function qualityCell(quality: string | undefined): Element {
  if (quality === undefined) return h('span', { class: 'none' }, DASH);
  const mark = QUALITY_MARK.get(quality);
  return h(
    'span',
    { class: mark === undefined ? 'quality unknown' : `quality ${quality}` },
    h('span', { 'aria-hidden': 'true' }, `${mark ?? '○'} `),
    quality,
  );
}
