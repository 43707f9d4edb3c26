import { durationMs } from '../../model/fund/settings';
import { lastTickBefore } from '../../model/values/time';
import type { Damage, JournalReader, SealedCommit } from './journal';
import type { Arrival, CommitRecord, ConfigRecord, ReadRows } from './journal-records';

/** A commit, and the last tick that was due before it. */
export interface TickedCommit extends SealedCommit {
  readonly ticked: number;
}

/** Reads a journal from its beginning, and tells of each commit which ticks were due before it. */
export async function* tickedCommits(journal: JournalReader): AsyncGenerator<TickedCommit | Damage> {
  let ticks = NO_TICKS;
  for await (const part of journal.read(0)) {
    if (part.kind === 'damage') yield part;
    else {
      const { opened, commit, records } = part;
      const before = ticksBefore(opened?.ticks ?? ticks, commit, records);
      ticks = ticksAfter(before, records);
      yield { ...part, ticked: before.ticked };
    }
  }
}

/** The ticks that a journal makes due, told from its records alone: the same for whoever reads it. */
export interface JournalTicks {
  /** Up to where the sources have promised, epoch ms. */
  readonly watermark: number;
  /** The last tick that is due by it. */
  readonly ticked: number;
  /** The distance of ticks by the config in force; undefined before the first. */
  readonly tickMs: number | undefined;
}

export const NO_TICKS: JournalTicks = { watermark: 0, ticked: 0, tickMs: undefined };

/** Where the ticks stand as a commit begins. A journal that begins counts as ticked up to just before its first look. */
export function ticksBefore(
  ticks: JournalTicks,
  { at }: CommitRecord,
  records: readonly (Arrival | ReadRows)[],
): JournalTicks {
  const first = records.find((record) => record.kind === 'config');
  return first === undefined || ticks.tickMs !== undefined
    ? ticks
    : { ...ticks, ticked: beginning(first, at) };
}

/** Where they stand after its records. */
export function ticksAfter(ticks: JournalTicks, records: readonly (Arrival | ReadRows)[]): JournalTicks {
  let { watermark, ticked, tickMs } = ticks;
  for (const record of records) {
    if (record.kind === 'mark') watermark = Math.max(watermark, record.promise);
    else if (record.kind === 'config') tickMs = tickMsOf(record);
    else continue;
    if (tickMs !== undefined) ticked = Math.max(ticked, lastTickBefore(watermark, tickMs));
  }
  return { watermark, ticked, tickMs };
}

/** The distance of ticks by a config. */
export function tickMsOf({ files }: ConfigRecord): number {
  return durationMs(files.settings.tick);
}

// The tick before the last one due: the first look answers that one.
function beginning(config: ConfigRecord, atMs: number): number {
  const { tick, lateness } = config.files.settings;
  return lastTickBefore(atMs - durationMs(lateness), durationMs(tick)) - durationMs(tick);
}
