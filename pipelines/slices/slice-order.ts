import { UsageError } from '../../src/io/files/failures';
import type { SliceRecord } from '../../src/io/slices/slice-record';
import { isoUtc } from '../../src/model/values/time';

/** The slice that a directory holds. */
export interface HeldSlice {
  readonly dir: string;
  readonly record: SliceRecord;
}

const COMMON: Readonly<Record<keyof SliceRecord['common'], string>> = {
  program: 'by another version of intel',
  config: 'with another config',
  index: 'by another index',
  snapshots: 'with other snapshots',
  every_ms: 'with another --every',
  republish_ms: 'with another republish_every',
};

/** Slices in order of time. Refuses those that leave a gap, overlap, or were not made in the same way. */
export function slicesInOrder(slices: readonly HeldSlice[]): readonly HeldSlice[] {
  const ordered = slices.toSorted((a, b) => startOf(a) - startOf(b) || a.record.until_ts - b.record.until_ts);
  for (const [n, slice] of ordered.entries()) {
    const before = ordered[n - 1];
    if (before !== undefined) requireNext(before, slice);
  }
  return ordered;
}

function requireNext(before: HeldSlice, slice: HeldSlice): void {
  for (const [name, how] of Object.entries(COMMON))
    if (commonOf(slice, name) !== commonOf(before, name))
      throw new UsageError(`${slice.dir} was made ${how} than ${before.dir}; replay both in the same way`);
  const { until_ts, is_last } = before.record;
  const from = startOf(slice);
  const [end, start] = [isoUtc(until_ts), from === -Infinity ? 'the beginning' : isoUtc(from)];
  if (from > until_ts)
    throw new UsageError(
      `a slice is missing between ${before.dir}, which goes up to ${end}, and ${slice.dir}, which begins after ${start}`,
    );
  if (from < until_ts || is_last)
    throw new UsageError(
      `${before.dir}, which goes up to ${end}, and ${slice.dir}, which begins after ${start}, overlap`,
    );
}

function commonOf({ record }: HeldSlice, name: string): unknown {
  return new Map<string, unknown>(Object.entries(record.common)).get(name);
}

function startOf({ record }: HeldSlice): number {
  return record.from_ts ?? -Infinity;
}
