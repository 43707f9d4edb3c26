import { firstOf, type JsonObject } from '../../../model/values/json';
import type { FaultReason } from './decoded';
import { PNL_NAMES } from './realized';

/** The names that a writer has for fields, by ours. */
export type FieldNames = Readonly<Record<string, string>>;

/** The row under our names: what stands under the writer's name counts, whatever stands under ours beside it. */
export function renamed(row: JsonObject, names: FieldNames): JsonObject {
  const given = Object.entries(names).filter(([, theirs]) => Object.hasOwn(row, theirs));
  return { ...row, ...Object.fromEntries(given.map(([ours, theirs]) => [ours, row[theirs]])) };
}

/** The same row as a close, where it names no event and states a P&L, or should: the writer has a name for it. */
export function closeUnlessNamed(row: JsonObject, names: FieldNames): JsonObject {
  const isNamed = firstOf(row, ['event_type', 'event']) !== undefined;
  const isClose = [row, names].some((at) => firstOf(at, PNL_NAMES) !== undefined);
  return isNamed || !isClose ? row : { ...row, event_type: 'trade_close' };
}

const READ_FOR: Readonly<Partial<Record<FaultReason, readonly string[]>>> = {
  bad_symbol: ['symbol'],
  bad_timestamp: ['ts', 'ts_close', 'ts_fill_last'],
  bad_pnl: PNL_NAMES,
};

/** Where a field that makes a row useless was looked for, in words; empty where no name of the writer's is set for it. */
export function namesFor(reason: FaultReason, names: FieldNames): string {
  return (READ_FOR[reason] ?? [])
    .flatMap((ours) => {
      const theirs = Object.hasOwn(names, ours) ? names[ours] : undefined;
      return theirs === undefined ? [] : [`; stdin_fields reads ${ours} from ${JSON.stringify(theirs)}`];
    })
    .join('');
}
