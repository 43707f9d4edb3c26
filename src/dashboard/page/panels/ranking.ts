import type { ScorePartWeight, SymbolRow } from '../../model/symbol-row';
import { contributionBar, partLegend } from '../parts/contribution-bar';
import { changeCell, gainCell, panel, reasonCell, symbolButton, withCount } from '../parts/cells';
import { DASH, formatNumber, formatPercent } from '../parts/format';
import { h, type Element } from '../parts/node';
import { table, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';

/** Symbols by score: what each earns, how its orders fill, and the weight it is given. */
export function ranking(
  rows: readonly SymbolRow[],
  parts: readonly ScorePartWeight[],
  sort: Sort | undefined,
  full: boolean,
): Element {
  return panel(
    'scores',
    'Scores',
    'Trading and execution together, 0 to 1; the bar shows what each part adds. Open a symbol for every term.',
    table({
      name: 'scores',
      caption: 'Symbols by score',
      columns: columnsOf(parts),
      rows,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      empty: 'No symbol in any state file.',
    }),
    partLegend(parts),
  );
}

function columnsOf(parts: readonly ScorePartWeight[]): readonly Column<SymbolRow>[] {
  return [
    {
      id: 'rank',
      title: '#',
      kind: 'number',
      wide: true,
      by: (row) => row.rank,
      cell: (row) => formatNumber(row.rank, 0),
    },
    {
      id: 'symbol',
      title: 'Symbol',
      kind: 'name',
      by: (row) => row.symbol,
      cell: (row) => symbolButton(row.symbol),
    },
    {
      id: 'score',
      title: 'Score',
      kind: 'number',
      by: (row) => row.score?.score ?? null,
      cell: (row) => h('b', {}, formatNumber(row.score?.score, 3)),
    },
    {
      id: 'parts',
      title: 'Parts',
      kind: 'drawing',
      cell: (row) => row.score !== null && contributionBar(row.score, parts),
    },
    {
      id: 'avg_r',
      title: 'R a trade',
      about: 'Mean net result of a trade in multiples of its risk',
      kind: 'number',
      by: (row) => row.expectancy?.avg_r ?? null,
      cell: (row) => gainCell(row.expectancy?.avg_r, 2),
    },
    {
      id: 'expectancy',
      title: 'USD a trade',
      about: 'Mean net USD of a closed trade',
      kind: 'number',
      by: (row) => row.expectancy?.expectancy ?? null,
      cell: (row) => gainCell(row.expectancy?.expectancy, 2),
    },
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
    {
      id: 'reason',
      title: 'Because',
      about: 'What binds the suggested weight',
      kind: 'text',
      by: (row) => row.allocation?.reason ?? null,
      cell: (row) => reasonCell(row.allocation?.reason),
    },
  ];
}

const QUALITY_MARK: Readonly<Record<string, string>> = { good: '●', ok: '●', degraded: '▲', broken: '■' };

/** Router quality as a mark and a word. */
export function qualityCell(quality: string | undefined): Element {
  if (quality === undefined) return h('span', { class: 'none' }, DASH);
  const known = Object.hasOwn(QUALITY_MARK, quality);
  return h(
    'span',
    { class: known ? `quality ${quality}` : 'quality unknown' },
    h('span', { 'aria-hidden': 'true' }, `${known ? (QUALITY_MARK[quality] ?? '') : '○'} `),
    quality,
  );
}
