import { packageVersion } from '../../src/io/files/package-root';
import { sha256 } from '../../src/io/files/sha256';
import { SLICE_FILE, sliceText, type SliceRecord } from '../../src/io/slices/slice-record';
import type { Batch, MarketEvent } from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs } from '../../src/model/fund/settings';
import type { Frame } from '../graph/decide';
import { publicationsOf } from '../publish/publication';
import type { ReplayPublisher } from '../publish/replay-publisher';
import type { PublishedDigests } from '../publish/write-plan';
import type { SlicePlan } from './slice-plan';

/** The record of a slice as one of the files of its replay. */
export function sliceFiles(
  plan: SlicePlan,
  frame: Frame,
  publisher: Pick<ReplayPublisher, 'replaced' | 'lengths'>,
  opening: Batch,
  desk: Desk,
): Readonly<Record<string, () => string>> {
  const record = (): SliceRecord => {
    const { first, last } = publisher.replaced;
    const states = publicationsOf(frame).map(({ name, text }) => [name, Buffer.byteLength(text)] as const);
    return {
      format: 1,
      common: {
        program: packageVersion(),
        config: desk.digest,
        index: plan.index,
        snapshots: snapshotsDigest(opening.events),
        every_ms: plan.everyMs,
        republish_ms: durationMs(desk.settings.republish_every),
      },
      from_ts: plan.fromMs ?? null,
      until_ts: plan.untilMs,
      is_last: plan.isLast,
      last_tick_ts: frame.asOf,
      first: replacementsOf(first),
      last: replacementsOf(last),
      bytes: { ...publisher.lengths, ...Object.fromEntries(states) },
    };
  };
  return { [SLICE_FILE]: () => sliceText(record()) };
}

/** When each file was replaced, and the digest of its content, as the record of a slice has it. */
function replacementsOf(digests: PublishedDigests): SliceRecord['first'] {
  return Object.fromEntries(
    Object.entries(digests).map(([key, { asOf, content }]) => [key, { as_of_ts: asOf, content }]),
  );
}

// A whole snapshot is its text.
function snapshotsDigest(events: readonly MarketEvent[]): string {
  return sha256(
    events.map((event) => JSON.stringify('text' in event ? [event.kind, event.ts, event.text] : event)),
  );
}
