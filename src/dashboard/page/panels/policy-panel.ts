import type { PolicyChange, PolicySummary, SymbolRow } from '../../model/symbol-row';
import { changeCell, emptyPanel, rowsWith, type RowWith } from '../parts/cells';
import { symbolColumn } from '../parts/columns';
import { formatNumber, words } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { isMeasured } from './fills-panel';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';

type Routed = RowWith<'policy'>;

const TITLE = 'Router policy';

/** The router's policy for each symbol, now and as proposed, and why. */
export function policyPanel(rows: readonly SymbolRow[], sort: Sort | undefined, full: boolean): Element {
  const routed = rowsWith(rows, 'policy');
  if (routed.length > 0 && !routed.some((row) => isChanging(row) || isMeasured(row.router)))
    return emptyPanel(
      'policy',
      TITLE,
      'No row carries maker flags or slippage: no policy has a reason to change.',
    );
  const changing = [...routed.filter(isChanging), ...routed.filter((row) => !isChanging(row))];
  return tablePanel(
    TITLE,
    'Now → proposed, by at most one step. Those that change come first. Nothing is applied.',
    {
      name: 'policy',
      caption: 'Router policy now and proposed, by symbol',
      columns: COLUMNS,
      rows: changing,
      keyOf: ({ symbol }) => symbol,
      sort,
      full,
      markOf: (row) => (isChanging(row) ? 'changing' : undefined),
      empty: 'No router suggestion is published.',
    },
  );
}

const COLUMNS: readonly Column<Routed>[] = [
  symbolColumn(),
  field('maker_first', 'Maker first', ({ maker_first }) => (maker_first ? 'on' : 'off')),
  field('bias', 'Taker bias', ({ taker_bias }) => formatNumber(taker_bias, 3)),
  field('offset', 'Offset bps', ({ offset_bps }) => formatNumber(offset_bps, 2)),
  {
    id: 'why',
    title: 'Why',
    kind: 'text',
    cell: ({ policy }) => h('span', { class: 'why' }, reasonsOf(policy)),
  },
];

function field(id: string, title: string, textOf: (policy: PolicySummary) => string): Column<Routed> {
  return {
    id,
    title,
    kind: 'number',
    cell: ({ policy }): Child => changeCell(textOf(policy.current), textOf(policy.proposed)),
  };
}

// Where something changes, the lines that tell of a change; else the first that says what holds it.
function reasonsOf({ changes, rationale, out_of_bounds }: PolicyChange): string {
  const telling = changes ? rationale.filter((line) => line.includes('→') || /goes o(n|ff)/.test(line)) : [];
  const lines = telling.length > 0 ? telling : rationale.slice(0, 1);
  const outside = out_of_bounds.map((name) => `${words(name)} is out of bounds.`);
  return [...lines, ...outside].join(' ');
}

function isChanging({ policy }: Routed): boolean {
  return policy.changes;
}
