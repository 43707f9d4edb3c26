import { isTooBad } from '../../src/io/decode/tally';
import { UsageError } from '../../src/io/files/failures';
import type { ReplayInput } from '../../src/io/replay/replay-sources';
import { otherSettings, spanText, type ReadIndex } from '../../src/io/slices/history-index';
import { indexedParts } from '../../src/io/slices/indexed-parts';
import { horizonMs, type Settings } from '../../src/model/fund/settings';
import { isoUtc } from '../../src/model/values/time';
import type { Schedule } from '../../operators/ticks/tick-every';

/** Which ticks of a history a slice answers: those after `fromMs`, up to `untilMs`. Undefined: from its beginning, to its end. */
export interface SliceAsked extends ReadIndex {
  readonly fromMs: number | undefined;
  readonly untilMs: number | undefined;
}

/** How a replay of the whole is bounded to a slice of it. */
export interface SlicePlan {
  readonly index: string;
  readonly fromMs: number | undefined;
  /** Up to which tick it goes. */
  readonly untilMs: number;
  /** It answers the end of the history too. */
  readonly isLast: boolean;
  readonly everyMs: number;
  /** What it reads; the rows are judged as in the whole. */
  readonly input: Pick<ReplayInput, 'asOf' | 'now' | 'since' | 'picking' | 'whole'>;
  readonly schedule: Pick<Schedule, 'asOf' | 'answered' | 'until'>;
}

/** The plan of a slice. Refuses one without a tick, and an index that was made with other settings. */
export function planSlice(
  { index, digest, fromMs, untilMs = index.end_ts }: SliceAsked,
  everyMs: number,
  roots: number,
  settings: Settings,
): SlicePlan {
  const { first_ts, end_ts, read_at_ts, as_of_ts } = index;
  const other = otherSettings(index, settings);
  if (other !== undefined)
    throw new UsageError(`the index was made with other settings: ${other}; make it anew with this config`);
  const indexed = new Set(index.logs.map(({ root }) => root)).size;
  if (indexed !== roots)
    throw new UsageError(
      `the index was made of ${indexed} --logs directories, and ${roots} are named; allowed: the same, in the same order`,
    );
  if (untilMs > end_ts)
    throw new UsageError(
      `--as-of was ${isoUtc(untilMs)}; allowed: up to ${isoUtc(end_ts)}, the end of the index, or an index made with that --as-of`,
    );
  const isLast = untilMs === end_ts;
  const answered = Math.max(fromMs ?? -Infinity, first_ts - 1);
  const next = (Math.floor(answered / everyMs) + 1) * everyMs;
  if ((fromMs ?? -Infinity) >= untilMs || (!isLast && next > untilMs))
    throw new UsageError(
      `no tick lies after ${isoUtc(answered)} and up to ${isoUtc(untilMs)}; the history goes from ${spanText(index)}`,
    );
  const afterMs = (fromMs ?? -Infinity) - horizonMs(settings);
  return {
    index: digest,
    fromMs,
    untilMs,
    isLast,
    everyMs,
    input: {
      asOf: as_of_ts ?? undefined,
      now: read_at_ts,
      since: afterMs,
      picking: ({ root, stem, dir }) => ({
        pick: async (opened) => {
          const log = index.logs.find((each) => each.root === root && each.log === stem);
          return log === undefined ? [] : indexedParts(log, dir, opened, { afterMs, untilMs });
        },
      }),
      whole: { cautions: index.cautions, tooMuchBadInput: isLast && isTooBad(index, settings.max_bad_share) },
    },
    schedule: { asOf: end_ts, answered, until: isLast ? undefined : untilMs },
  };
}
