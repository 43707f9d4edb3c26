import type { Readable } from 'node:stream';
import type { Failed } from '../../operators/core/stage-result';
import type { Counts, Schedule } from '../../operators/ticks/tick-every';
import { WorldError } from '../../src/io/files/failures';
import type { Fault } from '../../src/io/decode/fault';
import { withReplay, type ReplaySources } from '../../src/io/replay/replay-sources';
import { emptyTally, type Tally } from '../../src/io/decode/tally';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs } from '../../src/model/fund/settings';
import { decide, type Frame } from '../graph/decide';
import { ReplayPublisher } from '../publish/replay-publisher';

export interface ReplayOptions {
  /** The directory that holds execution/ and state/, or a stream of rows of both kinds. */
  readonly logs: string | Readable;
  readonly desk: Desk;
  /** A journal whose snapshots are used instead of the files in state/: as live had them, at each tick. */
  readonly snapshots?: string | undefined;
  /** Where the files go; undefined writes nothing. */
  readonly out?: string | undefined;
  /** Epoch ms; undefined = the latest ts of any row. */
  readonly asOf?: number | undefined;
  /** Distance of ticks in ms; with it the history is written too. */
  readonly everyMs?: number | undefined;
  /** How many threads decode, this one included; undefined: by the cores and the size of the logs. */
  readonly threads?: number | undefined;
  /** Replace state files that are of a later time. */
  readonly force?: boolean | undefined;
  /** The moment of reading, epoch ms: without an asOf, rows well after it are from the future. */
  readonly now: number;
  /** Called after each batch with the bytes read so far and those there are (0: unknown). */
  readonly onProgress?: ((read: number, total: number) => void) | undefined;
  /** Also sees every frame. Synchronous: the reader waits for it. */
  readonly onFrame?: ((frame: Frame) => void) | undefined;
}

export interface ReplayReport {
  readonly frame: Frame;
  readonly tally: Tally;
  readonly counts: Counts;
  /** More bad input than the settings allow: the files are written, and marked. */
  readonly tooMuchBadInput: boolean;
  /** Stages that threw, one entry each. */
  readonly failures: readonly Failed[];
  /** Files that could not be used, or not wholly, in words. */
  readonly notes: readonly string[];
}

/** Replays history through the graph, and writes what its last frame says. Nothing is replaced unless all went well. */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const { out, desk } = options;
  const outputs = { quarantine: true, history: options.everyMs !== undefined, force: options.force };
  const publisher = out === undefined ? undefined : await ReplayPublisher.open(out, outputs);
  const tally = emptyTally();
  const failures = new Map<string, Failed>();
  const input = {
    logs: options.logs,
    snapshots: options.snapshots,
    settings: desk.settings,
    asOf: options.asOf,
    now: options.now,
    tally,
    linesInPlace: true,
    threads: options.threads,
    onlyLast: options.everyMs === undefined,
    onFault: (fault: Fault) => publisher?.quarantine(fault),
    onProgress: options.onProgress,
  };
  try {
    return await withReplay(input, async (batch$, sources) => {
      const seen: { last?: Frame } = {};
      await decide(batch$, desk, scheduleOf(sources, options)).forEach((frame) => {
        seen.last = frame;
        for (const answer of Object.values(frame.files))
          if (answer.kind === 'failed') failures.set(answer.stage, answer);
        publisher?.answer(frame, desk.settings);
        options.onFrame?.(frame);
      });
      const { last: frame } = seen;
      if (frame === undefined) throw new Error('the replay ended without a frame');
      if (options.asOf === undefined && frame.asOf < sources.reached)
        throw new WorldError('the logs', 'read', 'one was cut short while it was being read');
      await publisher?.commit(frame);
      return {
        frame,
        tally,
        counts: frame.counts,
        tooMuchBadInput: sources.tooMuchBadInput(),
        failures: [...failures.values()],
        notes: [...sources.notes, ...unusedSnapshots(sources, frame.asOf)],
      };
    });
  } catch (error) {
    publisher?.abort();
    throw error;
  }
}

function scheduleOf(sources: ReplaySources, { desk, everyMs, asOf }: ReplayOptions): Schedule {
  return {
    sources: sources.rows.map((source) => source.name),
    everyMs,
    latenessMs: durationMs(desk.settings.lateness),
    asOf,
  };
}

function unusedSnapshots(sources: ReplaySources, asOf: number): readonly string[] {
  const later = sources.opening.events.filter((event) => event.ts > asOf && Number.isFinite(event.ts));
  const kinds = [...new Set(later.map((event) => event.kind))];
  return kinds.map(
    (kind) => `the ${kind} snapshot is later than the replay's as-of and is not used; --as-of can move it`,
  );
}
