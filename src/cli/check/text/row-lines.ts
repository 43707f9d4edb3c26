import { DAY } from '../../../model/values/time';
import type { CheckReport } from '../report/check-schema';
import { counted, dayOf } from '../report/words';

/** The rows by kind. */
export function rowLines({ rows, as_of, horizon_days }: CheckReport): readonly string[] {
  const { kinds, noted, earliest } = rows;
  const without = kinds.close_without_pnl;
  const others = Object.entries(noted).sort(([, a], [, b]) => b - a);
  const kindLines = [
    kindLine('router rows', kinds.router_row),
    kindLine('fills', kinds.fill),
    kindLine('closes', kinds.close, without === 0 ? '' : `${without} without a P&L: they make no position`),
    ...others.map(([kind, count]) => kindLine(kind, count, 'noted: only the time counts')),
    ...(rows.quarantined === 0 ? [] : [kindLine('cannot be used', rows.quarantined, 'listed below')]),
  ];
  return [
    `  ${counted(rows.rows, 'row')}, ${rows.quarantined} cannot be used, ${rows.nonfinite} with NaN or Infinity, ${rows.mistyped} values of a wrong type`,
    ...(rows.rows === 0 ? [] : kindLines),
    ...horizonLine(earliest, as_of, horizon_days),
  ];
}

// Where rows are older than the horizon.
function horizonLine(earliest: string | null, asOf: string | null, days: number | null): readonly string[] {
  if (earliest === null || asOf === null || days === null) return [];
  if (Date.parse(earliest) > Date.parse(asOf) - days * DAY) return [];
  return [
    `  rows of ${dayOf(earliest)} and later; all below counts the last ${counted(days, 'day')} (the horizon), as every number does`,
  ];
}

function kindLine(kind: string, count: number, remark = ''): string {
  return `  ${kind.padEnd(20)}${String(count).padStart(10)}   ${remark}`.trimEnd();
}
