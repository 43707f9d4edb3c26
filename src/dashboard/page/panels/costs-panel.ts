import type { FundTotal } from '../../model/page-model';
import type { Costs, SymbolRow } from '../../model/symbol-row';
import { symbolButton } from '../parts/cells';
import { gainColumn, numberColumn, symbolColumn } from '../parts/columns';
import { drawing } from '../parts/drawing';
import { formatNumber, formatSigned } from '../parts/format';
import { h, type Element } from '../parts/node';
import { roundUp, scaleOf } from '../parts/scale';
import { tablePanel, type Column } from '../parts/table';
import type { Sort } from '../parts/view-state';

interface Costed {
  readonly symbol: string;
  readonly costs: Costs;
  readonly isTotal: boolean;
}

/** From gross to net per symbol, with slippage beside it and the winners that costs made losers. */
export function costsPanel(
  rows: readonly SymbolRow[],
  total: FundTotal | null,
  sort: Sort | undefined,
  full: boolean,
): Element {
  const costed: readonly Costed[] = rows.flatMap(({ symbol, costs }) =>
    costs === null || costs.count === 0 ? [] : [{ symbol, costs, isTotal: false }],
  );
  const ends = costed.flatMap(({ costs }) => stepsOf(costs).flatMap(({ from, to }) => [from, to]));
  const high = roundUp(ends.reduce((most, value) => Math.max(most, value), 0));
  const low = -roundUp(-ends.reduce((least, value) => Math.min(least, value), 0));
  const range = [ends.some((end) => end < 0) ? low : 0, ends.some((end) => end > 0) ? high : 0] as const;
  return tablePanel(
    'Gross to net',
    'USD in the window. Top to bottom in each drawing: gross, fees, funding, net. Slippage is in the gross already.',
    {
      name: 'costs',
      caption: 'From gross to net by symbol',
      columns: columnsOf(range),
      rows: costed,
      top:
        total === null || total.costs.count === 0
          ? []
          : [{ symbol: 'All', costs: total.costs, isTotal: true }],
      keyOf: ({ symbol, isTotal }) => (isTotal ? ' total' : symbol),
      sort,
      full,
      empty: 'No closed trade in the window.',
    },
  );
}

function columnsOf(range: readonly [number, number]): readonly Column<Costed>[] {
  return [
    { ...symbolColumn(), cell: (row) => (row.isTotal ? 'All' : symbolButton(row.symbol)) },
    numberColumn('gross', 'Gross', ({ costs }) => costs.gross_pnl_usd, signed),
    {
      id: 'steps',
      title: 'Gross → fees → funding → net',
      kind: 'drawing',
      cell: (row) => !row.isTotal && waterfall(row.costs, range),
    },
    {
      id: 'fees',
      title: 'Fees',
      about: 'Of opening and closing; what no row states is estimated',
      kind: 'number',
      by: ({ costs }) => paid(costs.fees_usd),
      cell: ({ costs: { fees_usd, estimated_fees } }) => [
        signed(paid(fees_usd)),
        estimated_fees !== null &&
          estimated_fees !== 0 &&
          h('small', { class: 'n' }, `, ${formatNumber(estimated_fees, 2)} est.`),
      ],
    },
    numberColumn('funding', 'Funding', ({ costs }) => paid(costs.funding_usd), signed),
    gainColumn('net', 'Net', ({ costs }) => costs.net_pnl_usd),
    numberColumn(
      'slippage',
      'Slip bps',
      ({ costs }) => costs.mean_slippage_bps,
      signed,
      'Mean slippage of the orders; positive is a cost. Beside the sums, no term of them',
    ),
    {
      id: 'fee_flips',
      title: 'Flipped',
      about: 'Trades that costs turned from win to loss, of all trades',
      kind: 'number',
      by: ({ costs }) => costs.fee_flips,
      cell: ({ costs }) => [
        formatNumber(costs.fee_flips, 0),
        h('small', { class: 'n' }, ` of ${String(costs.count)}`),
      ],
    },
  ];
}

function signed(value: number | null | undefined): string {
  return formatSigned(value, 2);
}

const STEPS = ['gross', 'fees', 'funding', 'net'] as const;

interface Step {
  readonly name: (typeof STEPS)[number];
  readonly from: number;
  readonly to: number;
}

/**
 * The bars of a waterfall: each begins where the one before ends; net begins at 0. What is not known has no bar, and
 * nothing follows it but net.
 */
export function stepsOf({ gross_pnl_usd, fees_usd, funding_usd, net_pnl_usd }: Costs): readonly Step[] {
  const steps: Step[] = [];
  let reached: number | null = 0;
  for (const [name, change] of [
    ['gross', gross_pnl_usd],
    ['fees', paid(fees_usd)],
    ['funding', paid(funding_usd)],
  ] as const) {
    if (reached === null || change === null) reached = null;
    else steps.push({ name, from: reached, to: (reached += change) });
  }
  return net_pnl_usd === null ? steps : [...steps, { name: 'net', from: 0, to: net_pnl_usd }];
}

const BAR = 4;
const PITCH = 5;
const LEAST = 2;

function waterfall(costs: Costs, [low, high]: readonly [number, number]): Element {
  const place = scaleOf(low, high);
  const height = PITCH * STEPS.length;
  const zero = place(0);
  return drawing(
    'waterfall',
    height,
    `gross ${signed(costs.gross_pnl_usd)}, fees ${signed(paid(costs.fees_usd))}, funding ${signed(paid(costs.funding_usd))}, net ${signed(costs.net_pnl_usd)} USD`,
    h('line', { class: 'zero', x1: zero, x2: zero, y1: 0, y2: height }),
    stepsOf(costs).map(({ name, from, to }) =>
      h('rect', {
        class: name === 'net' ? (to < 0 ? 'net loss' : 'net gain') : name,
        x: Math.min(place(from), place(to)),
        y: STEPS.indexOf(name) * PITCH,
        width: from === to ? 0 : Math.max(LEAST, Math.abs(place(to) - place(from))),
        height: BAR,
      }),
    ),
  );
}

function paid(cost: number | null): number | null {
  return cost === null ? null : -cost;
}
