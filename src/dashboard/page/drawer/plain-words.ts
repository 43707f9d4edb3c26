import { reasonWords } from '../../../model/fund/reason-words';
import type { PageHeader } from '../../model/page-model';
import type { SymbolRow } from '../../model/symbol-row';
import { actionKind } from '../glance/actions';
import { formatNumber, formatPercent, formatSigned, windowWords } from '../parts/format';
import { h, type Element } from '../parts/node';

/** What to do with a symbol, why, and what it earned, in sentences. */
export function plainWords(row: SymbolRow, { window }: PageHeader): Element {
  return h(
    'div',
    { class: 'plain-words' },
    h('p', {}, h('b', {}, actSentence(row))),
    h('p', {}, earnedSentence(row, window)),
  );
}

function actSentence(row: SymbolRow): string {
  const { allocation } = row;
  if (allocation === null) return 'No weight is suggested.';
  const next = `${formatPercent(allocation.suggested_weight, 2)} of NAV`;
  const now = formatPercent(allocation.current_weight, 2);
  const why = reasonWords(allocation.reason);
  switch (actionKind(row)) {
    case 'stop':
      return `Stop trading it: ${why}.`;
    case 'lower':
      return `Lower it from ${now} to ${next}: ${why}.`;
    case 'raise':
      return `Raise it from ${now} to ${next}: ${why}.`;
    case 'hold':
      return `Hold at most ${next} (${why}). What is held now is not known.`;
    case undefined:
      return allocation.suggested_weight === 0 ? `Do not trade it: ${why}.` : `Leave it at ${next}: ${why}.`;
  }
}

function earnedSentence({ expectancy, costs }: SymbolRow, window: string | null): string {
  const span = windowWords(window ?? 'the window');
  if (expectancy === null || expectancy.count === 0) return `In ${span} it closed no trade.`;
  const net = costs?.net_pnl_usd ?? null;
  const earned =
    net === null
      ? `it closed ${tradesText(expectancy.count)}; what they earned is not known`
      : `it ${net < 0 ? 'lost' : 'earned'} ${formatNumber(Math.abs(net), 2)} USD after costs in ${tradesText(expectancy.count)}`;
  return `In ${span} ${earned}. ${shownSentence(expectancy)}`;
}

function tradesText(count: number): string {
  return `${formatNumber(count, 0)} ${count === 1 ? 'trade' : 'trades'}`;
}

function shownSentence({ avg_r, r_interval }: NonNullable<SymbolRow['expectancy']>): string {
  if (avg_r === null) return 'Its risk is not known, so neither is what a trade earns for it.';
  const mean = `A trade earns ${formatSigned(avg_r, 2)} times its risk in the mean`;
  if (r_interval === null) return `${mean}; how sure that is, so few trades do not tell.`;
  const ends = `with 95 % between ${formatSigned(r_interval[0], 2)} and ${formatSigned(r_interval[1], 2)}`;
  const verdict =
    r_interval[0] > 0 ? 'it earns' : r_interval[1] < 0 ? 'it loses' : 'whether it earns or loses is open';
  return `${mean}, ${ends}: ${verdict}.`;
}
