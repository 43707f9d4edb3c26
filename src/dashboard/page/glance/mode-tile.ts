import { reasonWords } from '../../../model/fund/reason-words';
import type { PageHeader, PageModel } from '../../model/page-model';
import { formatDuration, formatMoment, formatNumber, formatPercent } from '../parts/format';
import { h, type Element } from '../parts/node';
import { tile } from './tile';

const HOUR_MS = 3_600_000;
const MODE_MARK = { normal: '●', cautious: '▲', defensive: '■' } as const;
const MODE_LEVEL = { normal: 'good', cautious: 'check', defensive: 'bad' } as const;

/** The account: its risk mode and why, and where the executor's own mode is another. */
export function modeTile({ header }: PageModel): Element {
  const mode = header.risk_mode;
  const equity = formatNumber(header.equity_usd, 2);
  return tile(
    'mode',
    'Risk mode',
    mode === null ? 'Unknown' : [h('span', { 'aria-hidden': 'true' }, MODE_MARK[mode]), ` ${capital(mode)}`],
    mode === null ? 'bad' : MODE_LEVEL[mode],
    header.risk_reasons.length > 0 &&
      header.risk_reasons.map((reason) => reasonText(reason, header)).join('; '),
    [
      'drawdown ',
      h('b', { id: 'drawdown' }, formatPercent(ofPercent(header.drawdown_pct), 2)),
      ' · equity ',
      h('b', { id: 'equity' }, equity),
      ' USD',
    ],
    header.peak_equity_usd !== null && peakText(header.peak_equity_usd, header.peak_span_h),
    isOtherMode(header.executor_risk_mode, mode) && [
      'the executor’s own mode: ',
      h('b', {}, h('bdi', {}, header.executor_risk_mode)),
    ],
  );
}

function reasonText(reason: string, { nav_jump_ms }: PageHeader): string {
  if (reason === 'nav_jump' && nav_jump_ms !== null)
    return `the equity of ${formatMoment(nav_jump_ms)} UTC jumped and is not believed`;
  return reasonWords(reason);
}

function peakText(peak: number, spanHours: number | null): string {
  const span = spanHours === null ? '' : ` over ${formatDuration(spanHours * HOUR_MS)}`;
  return `peak ${formatNumber(peak, 2)} USD${span}`;
}

function isOtherMode(executors: string | null, mode: string | null): executors is string {
  return executors !== null && executors.trim().toLowerCase() !== mode;
}

function ofPercent(pct: number | null): number | null {
  return pct === null ? null : pct / 100;
}

function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
