import type { CheckReport } from '../report/check-schema';
import type { PageSection } from './check-text';
import { shareLine, shareLines } from './share-lines';
import { counted, dayOf } from '../report/words';

type Coverage = NonNullable<CheckReport['coverage']>;

/** What the rows carry, by kind: none of a kind that has no row. */
export function coverageSections(report: CheckReport): readonly PageSection[] {
  const { coverage } = report;
  if (coverage === null) return [];
  const { positions, closes, fills, router_rows } = coverage;
  const sections: readonly (PageSection & { readonly count: number })[] = [
    { title: 'Positions', count: positions.count, lines: positionLines(positions, report) },
    { title: 'R: the risk of a position', count: positions.count, lines: riskLines(positions, report) },
    { title: 'Closes of these positions', count: closes.count, lines: shareLines(closes.fields) },
    { title: 'Fills', count: fills.count, lines: shareLines(fills.fields) },
    {
      title: 'Router rows',
      count: router_rows.count,
      lines: [
        `  slippage, notional and fee of the ${router_rows.filled} with a fill; is_maker_final and used_fallback of maker starts`,
        ...shareLines(router_rows.fields),
      ],
    },
  ];
  return sections.flatMap(({ title, count, lines }) =>
    count === 0 ? [] : [{ title: `${title} (${count})`, lines }],
  );
}

function positionLines(positions: Coverage['positions'], { primary_window }: CheckReport): readonly string[] {
  const { count, symbols, open, differing, verified, in_primary_window, router_row_of } = positions;
  const [from, to] = [dayOf(positions.first_close), dayOf(positions.last_close)];
  const { entry, exit } = router_row_of;
  return [
    `  of ${counted(symbols, 'symbol')}, closed from ${from} to ${to} (UTC)${open === 0 ? '' : `; ${open} still open in part`}`,
    shareLine(`in the primary window ${primary_window}`, in_primary_window, count),
    ...(in_primary_window === count ? [] : ['      only these feed scores, suggestions and weights']),
    shareLine('P&L verified by their fills', verified, count),
    ...(differing === 0 ? [] : [shareLine('P&L other than that of their fills', differing, count)]),
    ...(verified + differing === count
      ? []
      : ['      of the others the recorded P&L counts as written: not all fills of theirs are there']),
    ...shareLines(positions.fields),
    ...(entry + exit === 0
      ? []
      : [`  router row by the opening attempt: ${entry}; by the closing one: ${exit}`]),
  ];
}

function riskLines(
  { count, risk_sources }: Coverage['positions'],
  { fallback_risk_bps }: CheckReport,
): readonly string[] {
  const { recorded, stop, fallback, none } = risk_sources;
  const line = (label: string, n: number, remark?: string): readonly string[] =>
    n === 0 ? [] : [shareLine(label, n, count), ...(remark === undefined ? [] : [`      ${remark}`])];
  return [
    ...line('recorded in the closes', recorded),
    ...line('stop of the strategy', stop, 'notional × fixed_sl_pct of strategy_config.json'),
    ...line(
      'fallback',
      fallback,
      `notional × ${fallback_risk_bps} bps (fallback_risk_bps): an assumed risk, so R is the return in other units`,
    ),
    ...line('none', none, 'without a notional there is no R: they count in USD alone'),
  ];
}
