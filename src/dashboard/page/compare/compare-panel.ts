import { reasonWords } from '../../../model/fund/reason-words';
import type { PageModel } from '../../model/page-model';
import type { SymbolRow } from '../../model/symbol-row';
import { changeCell, emptyPanel } from '../parts/cells';
import { symbolColumn } from '../parts/columns';
import { DASH, formatMoment, formatNumber, formatPercent, formatSigned } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';
import { differencesOf, type SymbolDifference } from './differences';

const TITLE = 'What changed';

/** Two moments side by side, the earlier first: weights, scores, and why they moved. */
export function comparePanel(
  shown: PageModel,
  other: PageModel,
  sort: Sort | undefined,
  full: boolean,
): Element {
  const isOtherFirst = momentOf(other) <= momentOf(shown);
  const [before, after] = isOtherFirst ? [other, shown] : [shown, other];
  const span = `From ${formatMoment(before.header.as_of_ms)} to ${formatMoment(after.header.as_of_ms)} UTC`;
  const rows = differencesOf(before, after);
  if (rows.length === 0) return emptyPanel('compare', TITLE, `${span} no weight, score or reason changed.`);
  return tablePanel(
    TITLE,
    [`${span}: `, fundText(before, after), `. ${rows.length} of ${after.symbols.length} symbols changed.`],
    {
      name: 'compare',
      caption: 'What changed between two moments, by symbol',
      columns: COLUMNS,
      rows,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      empty: '',
    },
  );
}

function momentOf({ header }: PageModel): number {
  return header.as_of_ms ?? 0;
}

function fundText(before: PageModel, after: PageModel): Child {
  const [was, is] = [before.header, after.header];
  const netOf = ({ total }: PageModel): string => formatSigned(total?.costs.net_pnl_usd, 2);
  return [
    'risk mode ',
    changeCell(was.risk_mode ?? 'unknown', is.risk_mode ?? 'unknown'),
    was.risk_mode === is.risk_mode || is.risk_reasons.length === 0
      ? false
      : ` (${is.risk_reasons.map(reasonWords).join('; ')})`,
    ', weights in all ',
    changeCell(formatPercent(was.total_weight, 2), formatPercent(is.total_weight, 2)),
    `, net of the window `,
    changeCell(netOf(before), netOf(after)),
    ' USD',
  ];
}

const COLUMNS: readonly Column<SymbolDifference>[] = [
  symbolColumn(),
  change(
    'weight',
    'Suggested weight',
    (row) => formatPercent(row?.allocation?.suggested_weight, 2),
    ({ weightChange }) => weightChange,
  ),
  change(
    'score',
    'Score',
    (row) => formatNumber(row?.score?.score, 3),
    ({ scoreChange }) => scoreChange,
  ),
  change('trades', 'Trades in the window', (row) => formatNumber(row?.expectancy?.count, 0)),
  change('avg_r', 'R a trade', (row) => formatSigned(row?.expectancy?.avg_r, 2)),
  change('reason', 'Because', (row) => (row?.allocation == null ? DASH : reasonWords(row.allocation.reason))),
  {
    id: 'why',
    title: 'What moved it',
    kind: 'text',
    cell: ({ why }) => h('span', { class: 'why' }, why.length === 0 ? DASH : why.join('; ')),
  },
];

function change(
  id: string,
  title: string,
  textOf: (row: SymbolRow | undefined) => string,
  by?: (row: SymbolDifference) => number,
): Column<SymbolDifference> {
  return {
    id,
    title,
    kind: id === 'reason' ? 'text' : 'number',
    ...(by === undefined ? {} : { by }),
    cell: ({ before, after }) => changeCell(textOf(before), textOf(after)),
  };
}
