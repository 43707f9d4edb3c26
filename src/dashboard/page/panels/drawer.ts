import { reasonWords } from '../../../model/fund/reason-words';
import type { Explanation } from '../../model/explanation-model';
import type { PageModel } from '../../model/page-model';
import type { SymbolRow } from '../../model/symbol-row';
import { disagreement, driftCell } from '../parts/cells';
import { contributionBar } from '../parts/contribution-bar';
import {
  DASH,
  formatHeld,
  formatInterval,
  formatMoment,
  formatNumber,
  formatPercent,
  formatSigned,
  independentText,
  words,
} from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { table } from '../parts/table';
import type { OpenSymbol } from '../parts/view-state';

/** The whole explanation of one symbol, in a dialog. It is there always, and filled when a symbol is open. */
export function drawer(model: PageModel, open: OpenSymbol | undefined): Element {
  return h(
    'dialog',
    { id: 'drawer', class: 'drawer', key: 'drawer', 'aria-labelledby': 'drawer-title' },
    open !== undefined && [
      h(
        'header',
        { key: 'head' },
        h('h2', { id: 'drawer-title' }, h('bdi', {}, open.symbol)),
        h('button', { type: 'button', 'data-act': 'close', 'aria-label': 'Close' }, 'Close'),
      ),
      h('div', { key: `of ${open.symbol}`, class: 'body' }, content(model, open)),
    ],
  );
}

function content(model: PageModel, { symbol, explanation }: OpenSymbol): Child {
  const row = model.symbols.find((candidate) => candidate.symbol === symbol);
  return [
    row !== undefined && summary(row, model),
    explanation === 'loading'
      ? h('p', { class: 'empty' }, 'Reading the explanation …')
      : explanation === 'none'
        ? h('p', { class: 'empty' }, 'There is no explanation: the symbol is not in the allocation file.')
        : sections(explanation),
  ];
}

function summary(row: SymbolRow, model: PageModel): Child {
  const { score, expectancy, allocation, by_window } = row;
  return [
    score !== null && contributionBar(score, model.score_parts),
    h(
      'dl',
      { class: 'facts' },
      fact('Score', formatNumber(score?.score, 3), row.rank === null ? '' : `rank ${String(row.rank)}`),
      fact(
        'R a trade',
        formatSigned(expectancy?.avg_r, 2),
        `${formatInterval(expectancy?.r_interval, 2)}, n ${sampleText(expectancy)}`,
      ),
      fact(
        'Hit rate',
        formatPercent(expectancy?.hit_rate),
        `${formatPercent(expectancy?.hit_rate_interval?.[0])} … ${formatPercent(expectancy?.hit_rate_interval?.[1])}, n ${formatNumber(expectancy?.count, 0)}`,
      ),
      fact(
        'Weight',
        `${formatPercent(allocation?.current_weight)} → ${formatPercent(allocation?.suggested_weight)}`,
        allocation === null ? DASH : reasonWords(allocation.reason),
      ),
      fact(
        'Size',
        `${formatNumber(allocation?.suggested_size_usd, 2)} USD`,
        `minimum order ${formatNumber(allocation?.min_notional_usd, 2)} USD`,
      ),
      capFact(allocation),
      fact(
        'Edge',
        formatNumber(expectancy?.edge, 3),
        `in USD ${formatNumber(expectancy?.edge_usd, 3)}`,
        disagreement(expectancy?.usd_and_r_disagree),
      ),
      fact(
        'Next 20 trades',
        formatPercent(expectancy?.p_dd),
        'to clear the hurdle, their clustered losses charged',
      ),
      row.drift !== null && fact('R', '', '', driftCell(row.drift)),
      ...heldAndPaid(row),
      by_window.map(({ window, count, avg_r, net_pnl_usd }) =>
        fact(
          words(window),
          `${formatSigned(net_pnl_usd, 2)} USD`,
          `${formatSigned(avg_r, 2)} R a trade, n ${formatNumber(count, 0)}`,
        ),
      ),
    ),
  ];
}

function sampleText(expectancy: SymbolRow['expectancy']): string {
  if (expectancy === null) return DASH;
  const independent = independentText(expectancy.known_r, expectancy.n_eff);
  return `${formatNumber(expectancy.known_r, 0)}${independent === '' ? '' : `${independent} independent`}`;
}

function capFact(allocation: SymbolRow['allocation']): Child {
  if (allocation === null || allocation.caps.max_nav_pct === null) return false;
  const { caps, suggested_caps, cap_source, ceiling } = allocation;
  const source = cap_source === null ? '' : `, from ${words(cap_source)}`;
  return fact(
    'Cap',
    formatPercent(suggested_caps.max_nav_pct, 2),
    `configured ${formatPercent(caps.max_nav_pct, 2)}${source}; ceiling ${formatPercent(ceiling, 2)}`,
  );
}

// What the logs do not tell is left out.
function heldAndPaid({ expectancy, costs }: SymbolRow): readonly Child[] {
  const { hold_s_p50 = null, hold_s_p95 = null, entry_unknown = null } = expectancy ?? {};
  const estimated = costs?.estimated_fees ?? 0;
  return [
    hold_s_p50 !== null &&
      fact('Held, p50 / p95', formatHeld(hold_s_p50, hold_s_p95), 'where the entry is known'),
    estimated !== 0 &&
      fact('Fees', `${formatNumber(costs?.fees_usd, 2)} USD`, `${formatNumber(estimated, 2)} estimated`),
    entry_unknown !== null &&
      entry_unknown > 0 &&
      fact(
        'Entry unknown',
        formatPercent(entry_unknown),
        'of the quantity: its opening fill is not in the logs',
      ),
  ];
}

function fact(name: string, value: string, beside: string, mark: Child = false): Element {
  return h(
    'div',
    {},
    h('dt', {}, name),
    h('dd', {}, h('b', {}, value), ' ', h('small', {}, beside), ' ', mark),
  );
}

function sections({ as_of, window, sections: parts }: Explanation): Child {
  return [
    h('p', { class: 'about' }, `As of ${formatMoment(Date.parse(as_of))} UTC, window ${window}.`),
    parts.map(({ title, statements, remarks }, i) =>
      h(
        'section',
        { key: String(i), 'aria-label': title },
        h('h3', {}, title),
        table({
          name: `terms-${String(i)}`,
          caption: title,
          columns: [
            { id: 'name', title: 'Term', kind: 'name', cell: (term) => words(term.name) },
            { id: 'value', title: 'Value', kind: 'number', cell: (term) => h('b', {}, term.value) },
            { id: 'formula', title: 'From', kind: 'text', cell: (term) => `= ${term.formula}` },
          ],
          rows: statements,
          keyOf: ({ name }) => name,
          sort: undefined,
          full: true,
          empty: 'No term.',
        }),
        remarks.map((remark) => h('p', {}, remark)),
      ),
    ),
  ];
}
