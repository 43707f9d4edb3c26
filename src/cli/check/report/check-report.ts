import { tooManyText } from '../../../../operators/expectancy/pooled-groups';
import type { DeskCheck } from '../../../../pipelines/replay/check-desk';
import { NO_CLOSE_FINDINGS } from '../../../../pipelines/replay/close-findings';
import type { LoadedDesk } from '../../../io/config/load-desk';
import type { Fault } from '../../../io/decode/fault';
import type { LogCheck } from '../../../../pipelines/replay/check-logs';
import { horizonMs, primaryWindow, type Settings } from '../../../model/fund/settings';
import { DAY, isoUtc } from '../../../model/values/time';
import { warningText } from '../../../model/warnings';
import type { CheckReport } from './check-schema';
import { coverageReport } from './coverage-report';
import { nameFindings, NO_FINDINGS } from './name-findings';
import { snapshotReport } from './snapshot-report';
import { checkVerdict, type UnjudgedReport } from './check-verdict';

/** Everything that `intel check` says; its text is made of this alone. */
export function checkReport(
  loaded: LoadedDesk,
  found: LogCheck | DeskCheck,
  logs: readonly string[],
): CheckReport {
  const { problems, desk, files } = loaded;
  // Without a usable desk nothing was computed, and no name is known.
  const checked = 'coverage' in found ? found : undefined;
  const report: UnjudgedReport = {
    ...momentOf(checked, files.settings),
    rows: rowsOf(found),
    coverage: checked === undefined ? null : coverageReport(checked),
    // Logs without a row have no moment that snapshots could be of.
    snapshots: checked === undefined || found.tally.rows === 0 ? {} : snapshotReport(checked),
    account: found.tally.rows === 0 ? null : accountOf(checked),
    names: checked === undefined || desk === undefined ? NO_FINDINGS : nameFindings(checked.names, desk),
    closes: closesOf(checked),
    notes: found.notes,
    warnings: (checked?.warnings ?? []).map((code) => {
      const text = warningText(code);
      return { code, meaning: text?.meaning ?? null, remedy: text?.remedy ?? null };
    }),
    too_many_groups: tooManyText(checked?.tooMany ?? []) ?? null,
    excluded: [...(desk?.listings.values() ?? [])].flatMap(({ symbol, disabledBy }) =>
      disabledBy === undefined ? [] : [{ symbol, reason: disabledBy }],
    ),
    problems: problems.map((problem) => ({
      ...problem,
      line: problem.line ?? null,
      column: problem.column ?? null,
      found: problem.found ?? null,
    })),
    conversions: loaded.conversions.map((conversion) => ({
      ...conversion,
      line: conversion.line ?? null,
      column: conversion.column ?? null,
    })),
  };
  return { ...checkVerdict(report, { logs, maxBadShare: files.settings.max_bad_share }), ...report };
}

function momentOf(
  checked: DeskCheck | undefined,
  settings: Settings,
): Pick<CheckReport, 'as_of' | 'horizon_days' | 'primary_window' | 'fallback_risk_bps'> {
  const horizon = horizonMs(settings);
  return {
    as_of: checked === undefined || checked.tally.rows === 0 ? null : isoUtc(checked.asOf),
    horizon_days: Number.isFinite(horizon) ? horizon / DAY : null,
    primary_window: primaryWindow(settings).name,
    fallback_risk_bps: settings.fallback_risk_bps,
  };
}

function rowsOf({ tally, kinds, faults, tooMuchBadInput }: LogCheck): CheckReport['rows'] {
  return {
    rows: tally.rows,
    earliest: Number.isFinite(kinds.earliest) ? isoUtc(kinds.earliest) : null,
    kinds: {
      router_row: kinds.routerRows,
      fill: kinds.fills,
      close: kinds.closes,
      close_without_pnl: kinds.closesWithoutPnl,
    },
    noted: Object.fromEntries(tally.noted),
    quarantined: tally.quarantined,
    future: tally.future,
    nonfinite: tally.nonfinite,
    mistyped: tally.mistyped,
    too_much_bad_input: tooMuchBadInput,
    fault_reasons: Object.fromEntries(faults.byReason),
    faults: faults.listed.map(faultOf),
  };
}

function faultOf({ raw, raw_b64, ...fault }: Fault): CheckReport['rows']['faults'][number] {
  return { ...fault, raw: raw ?? null, raw_b64: raw_b64 ?? null };
}

function accountOf(checked: DeskCheck | undefined): CheckReport['account'] {
  const account = checked?.account;
  if (account === undefined) return null;
  const { risk_mode, equity_usd, reasons } = account;
  return { risk_mode, equity_usd, reasons };
}

function closesOf(checked: DeskCheck | undefined): CheckReport['closes'] {
  const { conflicting, possibleDuplicates, withoutPnl } = checked?.closes ?? NO_CLOSE_FINDINGS;
  return { conflicting, possible_duplicates: possibleDuplicates, without_pnl: withoutPnl };
}
