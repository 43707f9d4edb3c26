import type { Failed } from '../../operators/core/stage-result';
import type { Counts } from '../../operators/ticks/counts';
import type { Schedule } from '../../operators/ticks/tick-every';
import { UsageError, WorldError } from '../../src/io/files/failures';
import { isRoots, rootsOf } from '../../src/io/logs/log-roots';
import type { Fault } from '../../src/io/decode/fault';
import { withReplay, type ReplayInput, type ReplaySources } from '../../src/io/replay/replay-sources';
import type { Tally } from '../../src/io/decode/tally';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs, primaryWindow, windowsOf, type Settings } from '../../src/model/fund/settings';
import { decide, type Frame } from '../graph/decide';
import { ReplayPublisher } from '../publish/replay-publisher';
import { sliceFiles } from '../slices/slice-files';
import { planSlice, type SliceAsked, type SlicePlan } from '../slices/slice-plan';
import { requireReached, windowNotes, type HeldWindow } from './window-notes';

export interface ReplayOptions extends Pick<
  ReplayInput,
  'logs' | 'snapshots' | 'asOf' | 'now' | 'needsRows' | 'threads' | 'onProgress'
> {
  readonly desk: Desk;
  /** Where the files go; undefined writes nothing. */
  readonly out?: string | undefined;
  /** Distance of ticks in ms; with it the history is written too. */
  readonly everyMs?: number | undefined;
  /** Answer a slice of the history only; with `everyMs`. */
  readonly slice?: SliceAsked | undefined;
  /** Replace state files that are of a later time. */
  readonly force?: boolean | undefined;
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
  /** Where a window holds less than its name says, in words. */
  readonly windowNotes: readonly string[];
}

/** Replays history through the graph, and writes what its last frame says. Nothing is replaced unless all went well. */
export async function replay(options: ReplayOptions): Promise<ReplayReport> {
  const { out, desk } = options;
  const slice = sliceOf(options);
  const outputs = {
    // That of a slice is in the one of the index.
    quarantine: slice === undefined,
    history: options.everyMs !== undefined,
    goesOn: slice?.isLast === false,
    force: options.force,
  };
  const publisher = out === undefined ? undefined : await ReplayPublisher.open(out, outputs);
  const failures = new Map<string, Failed>();
  const input = {
    ...options,
    settings: desk.settings,
    linesInPlace: true,
    onlyLast: options.everyMs === undefined,
    onFault: (fault: Fault) => (slice === undefined ? publisher?.quarantine(fault) : undefined),
    ...slice?.input,
  };
  try {
    return await withReplay(input, async (batch$, sources) => {
      const seen: { last?: Frame } = {};
      const schedule = {
        ...scheduleOf(sources, desk.settings, options.asOf, options.everyMs),
        ...slice?.schedule,
      };
      await decide(batch$, desk, schedule).forEach((frame) => {
        seen.last = frame;
        for (const answer of Object.values(frame.files))
          if (answer.kind === 'failed') failures.set(answer.stage, answer);
        publisher?.answer(frame, desk.settings);
        options.onFrame?.(frame);
      });
      const { last: frame } = seen;
      if (frame === undefined) throw new Error('the replay ended without a frame');
      if (slice === undefined && options.asOf === undefined && frame.asOf < sources.reached)
        throw new WorldError('the logs', 'read', 'a log was cut short during the replay; replay again');
      if (slice === undefined) requireReached(primaryWindow(desk.settings), frame.asOf);
      if (slice === undefined) await publisher?.commit(frame);
      else await publisher?.commit(frame, sliceFiles(slice, frame, publisher, sources.opening, desk));
      return {
        frame,
        tally: sources.tally,
        counts: frame.counts,
        tooMuchBadInput: sources.tooMuchBadInput(),
        failures: [...failures.values()],
        notes: [...sources.notes, ...unusedSnapshots(sources, frame.asOf)],
        windowNotes:
          slice !== undefined
            ? []
            : windowNotes(heldWindows(frame, desk.settings), sources.tally, frame.asOf, desk.settings),
      };
    });
  } catch (error) {
    publisher?.abort();
    throw error;
  }
}

/** The ticks of a replay of these sources: every so often, or one at the end. */
export function scheduleOf(
  { rows }: ReplaySources,
  { lateness }: Settings,
  asOf: number | undefined,
  everyMs?: number,
): Schedule {
  return { sources: rows.map(({ name }) => name), everyMs, latenessMs: durationMs(lateness), asOf };
}

function sliceOf({ slice, everyMs, logs, desk }: ReplayOptions): SlicePlan | undefined {
  if (slice === undefined) return undefined;
  if (!isRoots(logs)) throw new UsageError('a slice reads indexed logs; allowed: directories, not a stream');
  if (everyMs === undefined)
    throw new UsageError('a slice is a part of a history; name its ticks with --every');
  return planSlice(slice, everyMs, rootsOf(logs).length, desk.settings);
}

function heldWindows({ files: { expectancy } }: Frame, settings: Settings): readonly HeldWindow[] {
  if (expectancy.kind === 'failed') return [];
  const { windows } = expectancy.value;
  return windowsOf(settings).map((window) => ({ window, trades: windows[window.name]?.sample_count ?? 0 }));
}

function unusedSnapshots(sources: ReplaySources, asOf: number): readonly string[] {
  const later = sources.opening.events.filter((event) => event.ts > asOf && Number.isFinite(event.ts));
  const kinds = [...new Set(later.map((event) => event.kind))];
  return kinds.map(
    (kind) => `the ${kind} snapshot is later than the as-of and is not used; a later --as-of uses it`,
  );
}
