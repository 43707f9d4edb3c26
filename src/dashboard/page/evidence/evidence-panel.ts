import type { EvidenceBin, EvidenceSummary, EvidenceSymbol } from '../../model/evidence';
import { panel } from '../parts/cells';
import { gainColumn, numberColumn, symbolColumn } from '../parts/columns';
import { swatch } from '../parts/contribution-bar';
import { drawing } from '../parts/drawing';
import { formatNumber, formatSigned } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { reliabilityDiagram } from './reliability-diagram';
import { BOX, scaleOf } from '../parts/scale';
import { table, type Column } from '../parts/table';
import { valueCurve } from './value-curve';
import type { Sort } from '../parts/view-state';

/** Would following the advice have helped? Grey where the history is too short to say. */
export function evidencePanel(evidence: EvidenceSummary, sort: Sort | undefined, full: boolean): Element {
  const { as_of, trades, is_enough, sentence, curve, claims, symbols } = evidence;
  return panel(
    'evidence',
    'Evidence: the advice on past trades',
    `From intel evaluate, ${String(trades)} trades up to ${as_of ?? 'an unknown time'}. Size only; no fill would have been another.`,
    h(
      'div',
      { class: is_enough ? 'evidence' : 'evidence unsure' },
      h('p', { class: 'sentence' }, sentence),
      curve.ts_ms.length > 0 && curveOf(curve),
      claims.bins.length > 0 && claimsOf(claims),
      table({
        name: 'evidence',
        caption: 'What trading less and choosing were worth, by symbol',
        columns: columnsOf(symbols),
        rows: symbols,
        keyOf: ({ symbol }) => symbol,
        sort,
        full,
        empty: 'No trade is judged.',
      }),
    ),
  );
}

function curveOf(curve: EvidenceSummary['curve']): Child {
  const last = (column: readonly number[]): string => `${formatSigned(column.at(-1), 2)} USD`;
  return [
    h('h3', {}, 'Cumulative net'),
    valueCurve(curve),
    h(
      'ul',
      { class: 'legend' },
      h('li', {}, swatch('traded'), `as traded ${last(curve.traded)}`),
      h('li', {}, swatch('advised'), `as advised ${last(curve.advised)}`),
      h('li', {}, swatch('spread'), '95 % band of the difference'),
    ),
  ];
}

function claimsOf({ n, brier, bins }: EvidenceSummary['claims']): Child {
  return [
    h('h3', {}, 'What was said, and how often it came'),
    reliabilityDiagram(bins),
    h(
      'p',
      { class: 'about' },
      `${String(n)} claims that the next 20 trades clear the hurdle, Brier ${formatNumber(brier, 3)}. Across: how likely it was called. Up: how often it came, with Wilson’s 95 % interval. The diagonal is right.`,
    ),
    h(
      'ul',
      { class: 'legend' },
      bins.map((bin) => h('li', {}, countText(bin))),
    ),
  ];
}

function countText({ n, mean_p, share }: EvidenceBin): string {
  return `said ${formatNumber(mean_p, 2)}: came in ${formatNumber(share * 100, 0)} % of ${String(n)}`;
}

function columnsOf(symbols: readonly EvidenceSymbol[]): readonly Column<EvidenceSymbol>[] {
  const width = Math.max(
    1e-9,
    ...symbols.flatMap(({ exposure_usd, choosing_usd }) =>
      [exposure_usd, exposure_usd + choosing_usd].map(Math.abs),
    ),
  );
  return [
    symbolColumn(),
    numberColumn(
      'n',
      'Trades',
      ({ n }) => n,
      (value) => formatNumber(value, 0),
    ),
    numberColumn('size', 'Size', ({ mean_m }) => mean_m, sizeText, 'Mean advised size; 100 % is the cap'),
    gainColumn(
      'exposure',
      'Exposure',
      ({ exposure_usd }) => exposure_usd,
      'USD that trading less, or more, was worth',
    ),
    gainColumn('choosing', 'Choosing', ({ choosing_usd }) => choosing_usd, 'USD that choosing was worth'),
    numberColumn(
      'p',
      'p',
      ({ p_holm }) => p_holm,
      (value) => formatNumber(value, 3),
      'How likely so large a sum of both is by luck, after a look at every symbol; –: too few trades',
    ),
    {
      id: 'bar',
      title: 'Exposure, then choosing',
      kind: 'drawing',
      cell: (row) => bar(row, width),
    },
  ];
}

function sizeText(value: number | null | undefined): string {
  return `${formatNumber(value === null || value === undefined ? value : value * 100, 1)} %`;
}

const HEIGHT = 14;

// One after the other: the second begins where the first ends.
function bar({ exposure_usd, choosing_usd }: EvidenceSymbol, width: number): Element {
  const place = scaleOf(-width, width);
  const piece = (className: string, from: number, to: number, y: number): Element =>
    h('rect', {
      class: className,
      x: Math.min(place(from), place(to)),
      y,
      width: Math.abs(place(to) - place(from)),
      height: HEIGHT / 2,
    });
  const end = exposure_usd + choosing_usd;
  return drawing(
    'bar',
    HEIGHT,
    `exposure ${formatSigned(exposure_usd, 2)} USD, choosing ${formatSigned(choosing_usd, 2)} USD`,
    piece('exposure', 0, exposure_usd, 0),
    piece('choosing', exposure_usd, end, HEIGHT / 2),
    h('line', { class: 'zero', x1: BOX / 2, x2: BOX / 2, y1: 0, y2: HEIGHT }),
  );
}
