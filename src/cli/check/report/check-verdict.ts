import type { CheckReport } from './check-schema';
import { caveatsOf } from './caveats';
import { counted, dayOf, shareText } from './words';

/** All of a report but what the verdict says of it. */
export type UnjudgedReport = Omit<CheckReport, 'usable' | 'reason' | 'verdict'>;

type Verdict = Pick<CheckReport, 'usable' | 'reason' | 'verdict'>;
type Reason = NonNullable<CheckReport['reason']>;

/** What of the call the verdict names. */
export interface VerdictContext {
  readonly logs: readonly string[];
  readonly maxBadShare: number;
}

/** Whether the logs can be used, in one sentence: with what, or why not and what to do. */
export function checkVerdict(report: UnjudgedReport, context: VerdictContext): Verdict {
  const found = obstacleIn(report, context);
  if (found === undefined) return { usable: true, reason: null, verdict: usableText(report) };
  return { usable: false, reason: found.reason, verdict: `Not usable: ${found.text}` };
}

function obstacleIn(
  { problems, rows, coverage, horizon_days, as_of }: UnjudgedReport,
  { logs, maxBadShare }: VerdictContext,
): { readonly reason: Reason; readonly text: string } | undefined {
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const { kinds, quarantined } = rows;
  if (errors > 0 || coverage === null)
    return {
      reason: 'config',
      text: `the configs have ${counted(errors, 'error')}; repair what is listed below.`,
    };
  if (rows.rows === 0)
    return {
      reason: 'no_rows',
      text: `no rows found in ${logs.map((root) => `${root}/execution`).join(' or ')}; wait until the executor has written orders_executed.jsonl, or point --logs at another directory.`,
    };
  if (quarantined === rows.rows)
    return {
      reason: 'no_usable_rows',
      text: `of ${counted(rows.rows, 'row')} none can be used; the reasons are listed below.`,
    };
  if (rows.too_much_bad_input)
    return {
      reason: 'too_much_bad_input',
      text: `too much bad input: ${quarantined} of ${rows.rows} rows (${shareText(quarantined, rows.rows)}) cannot be used, and max_bad_share allows ${maxBadShare * 100} %; repair what writes the rows that are listed below.`,
    };
  if (kinds.close === 0)
    return {
      reason: 'no_closes',
      text: `${counted(rows.rows, 'row')}, and no close among them; without closes there are no positions to measure. Let the executor write order_close rows to orders_executed.jsonl.`,
    };
  if (kinds.close_without_pnl === kinds.close)
    return {
      reason: 'no_pnl',
      text: `${counted(kinds.close, 'close')}, and none states a P&L; let the executor write realizedPnlUsd.`,
    };
  if (coverage.positions.count === 0)
    return {
      reason: 'no_positions',
      text: `${counted(kinds.close, 'close')}, and no position ${spanText(horizon_days, as_of)}`,
    };
  return undefined;
}

function spanText(days: number | null, asOf: string | null): string {
  if (days === null) return `up to the last row (${dayOf(asOf)}); a close of nothing makes none.`;
  return `in the ${days} days up to the last row (${dayOf(asOf)}); a close before that, or one of nothing, makes none. See whether the logs are of one time; a longer horizon, or an earlier --as-of, reaches further back.`;
}

// "Usable: 275 positions of 6 symbols from 2026-01-05 to 2026-01-14, all verified by their fills; no funding in 80 % of closes."
function usableText(report: UnjudgedReport): string {
  const positions = report.coverage?.positions;
  if (positions === undefined) return '';
  const { count, symbols, verified, first_close, last_close } = positions;
  const [from, to] = [dayOf(first_close), dayOf(last_close)];
  const when = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const how = verified === count ? (count === 1 ? '' : 'all ') : verified === 0 ? 'none ' : `${verified} `;
  const what = `${counted(count, 'position')} of ${counted(symbols, 'symbol')} ${when}, ${how}verified by ${count === 1 ? 'its' : 'their'} fills`;
  return `Usable: ${[what, ...caveatsOf(report)].join('; ')}.`;
}
