import { reasonWords } from '../../../model/fund/reason-words';
import type { PageModel } from '../../model/page-model';
import type { SymbolRow } from '../../model/symbol-row';
import { disagreement, driftCell, executionMark } from '../parts/cells';
import { contributionBar } from '../parts/contribution-bar';
import {
  DASH,
  formatHeld,
  formatInterval,
  formatNumber,
  formatPercent,
  formatSigned,
  independentText,
  windowWords,
  words,
} from '../parts/format';
import { h, type Child, type Element } from '../parts/node';

/** What the files say of a symbol, number by number; percents have two digits. */
export function symbolFacts(row: SymbolRow, model: PageModel): Child {
  const { score, expectancy, allocation, by_window } = row;
  return [
    score !== null && contributionBar(score, model.score_parts),
    h(
      'dl',
      { class: 'facts' },
      fact(
        'Score',
        formatNumber(score?.score, 3),
        row.rank === null ? '' : `rank ${String(row.rank)}`,
        executionMark(score),
      ),
      fact(
        'R a trade',
        formatSigned(expectancy?.avg_r, 2),
        `${formatInterval(expectancy?.r_interval, 2)}, n ${sampleText(expectancy)}`,
      ),
      fact(
        'Hit rate',
        formatPercent(expectancy?.hit_rate, 2),
        `${formatPercent(expectancy?.hit_rate_interval?.[0], 2)} … ${formatPercent(expectancy?.hit_rate_interval?.[1], 2)}, n ${formatNumber(expectancy?.count, 0)}`,
      ),
      fact(
        'Weight',
        `${formatPercent(allocation?.current_weight, 2)} → ${formatPercent(allocation?.suggested_weight, 2)}`,
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
        formatPercent(expectancy?.p_dd, 2),
        'to clear the hurdle, their clustered losses charged',
      ),
      row.drift !== null && fact('R', '', '', driftCell(row.drift)),
      ...heldAndPaid(row),
      by_window.map(({ window, count, avg_r, net_pnl_usd }) =>
        fact(
          windowWords(window),
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
        formatPercent(entry_unknown, 2),
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
