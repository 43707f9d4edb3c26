import type { Machine } from '../../operators/core/machine';
import { memoizeByRef } from '../../operators/core/memoize-by-ref';
import { STATE_FILES, STATE_KEYS, type StateFileKey } from '../../operators/files/state-files';
import { sha256 } from '../../src/io/files/sha256';
import type { WrittenDigest } from '../../src/io/journal/journal-records';
import { durationMs, type Settings } from '../../src/model/fund/settings';
import type { Frame } from '../graph/decide';
import { jsonPieces } from './json-text';
import { answeredFiles, levelsOf, publicationOf, type Publication } from './publication';

/** What was last published of each file. */
export type PublishedDigests = Readonly<Partial<Record<StateFileKey, WrittenDigest>>>;

/** When a file may be replaced. */
export interface PublicationRules {
  /**
   * An unchanged file is stamped anew at the first tick from each multiple of this on: whatever was published before, so
   * that a history that begins later goes on in the same way.
   */
  readonly restampMs: number;
  /** A file is published only at ticks that are multiples of its interval. */
  readonly refreshMs: Readonly<Record<StateFileKey, number>>;
  /** The history keeps the whole content of the files at multiples of this. */
  readonly historyMs: number;
  /** The files that may be touched at all. */
  readonly open: ReadonlySet<StateFileKey>;
  /** The names of files that others have changed: they are replaced at once. */
  readonly foreign: ReadonlySet<string>;
}

/** The rules of replay: every file, at every tick. */
export function rulesOf(settings: Settings): PublicationRules {
  return {
    restampMs: durationMs(settings.republish_every),
    refreshMs: { expectancy: 1, scores: 1, suggestions: 1, allocation: 1 },
    historyMs: durationMs(settings.history_every),
    open: new Set(STATE_KEYS),
    foreign: new Set(),
  };
}

/** The rules of live: each file at its own interval, and only those whose gate is open. */
export function liveRulesOf(
  settings: Settings,
  open: ReadonlySet<StateFileKey>,
  foreign: ReadonlySet<string>,
): PublicationRules {
  const { expectancy, scores, suggestions, allocation } = settings.refresh;
  return {
    ...rulesOf(settings),
    refreshMs: {
      expectancy: durationMs(expectancy),
      scores: durationMs(scores),
      suggestions: durationMs(suggestions),
      allocation: durationMs(allocation),
    },
    open,
    foreign,
  };
}

/** The files that a frame replaces, those that the history keeps whole, and the digests that are published then. */
export interface WritePlan {
  readonly publications: readonly Publication[];
  readonly kept: readonly Publication[];
  readonly digests: PublishedDigests;
}

/**
 * Which files a frame replaces: those in which anything but stamps and digests changed, each one at least once in every
 * `republish_every` of event time, and at once those that others have changed. A failed stage
 * replaces nothing, and nothing goes back in time.
 */
export function planWrites(frame: Frame, digests: PublishedDigests, rules: PublicationRules): WritePlan {
  const { asOf } = frame;
  const open = answeredFiles(frame).filter(([key]) => rules.open.has(key));
  const kept = asOf % rules.historyMs === 0 ? open : [];
  const next: Partial<Record<StateFileKey, WrittenDigest>> = { ...digests };
  const due = open.filter(([key, file]) => {
    const last = digests[key];
    if (last !== undefined && asOf <= last.asOf) return false;
    const digest = digestOf(file, asOf);
    const isDue = isDueByRules(rules, key, last, digest);
    if (isDue) next[key] = digest;
    return isDue;
  });
  const published = ([key, file]: (typeof open)[number]): Publication => publicationOf(key, file, asOf);
  return { publications: due.map(published), kept: kept.map(published), digests: next };
}

function isDueByRules(
  { foreign, refreshMs, restampMs }: PublicationRules,
  key: StateFileKey,
  last: WrittenDigest | undefined,
  digest: WrittenDigest,
): boolean {
  if (foreign.has(STATE_FILES[key])) return true;
  if (digest.asOf % refreshMs[key] !== 0) return false;
  if (last === undefined || isRestamp(last.asOf, digest.asOf, restampMs)) return true;
  return last.content !== digest.content;
}

/** Whether a file that was last replaced at one moment is stamped anew at another, though nothing changed. */
export function isRestamp(lastMs: number, asOf: number, restampMs: number): boolean {
  return Math.floor(asOf / restampMs) !== Math.floor(lastMs / restampMs);
}

/** The replacements of a run of frames. */
export function publish(settings: Settings): Machine<Frame, { digests: PublishedDigests }, Publication> {
  const rules = rulesOf(settings);
  return {
    init: () => ({ digests: {} }),
    step(state, frame) {
      const { publications, digests } = planWrites(frame, state.digests, rules);
      state.digests = digests;
      return publications;
    },
  };
}

type StateFile = Publication['file'];

// Where a file is due by its age alone, nobody asks for the digest.
function digestOf(file: StateFile, asOf: number): WrittenDigest {
  return {
    asOf,
    get content() {
      return contentDigest(file);
    },
  };
}

// A part that did not change since the last tick is the same object.
const windowsDigest = memoizeByRef((windows: object) => sha256(jsonPieces({ windows }, levelsOf)));
const partDigest = memoizeByRef((part: object) => sha256(jsonPieces({ part }, levelsOf)));

const contentDigest = memoizeByRef((file: StateFile): string => {
  const { complete, warnings } = file.metadata;
  const stamp = { generated_ts: '', updated_ts: 0, as_of: '', valid_until_ts: 0 };
  const content = { ...file, ...stamp, metadata: { complete, warnings } };
  const digests = Object.entries(content).map(([name, part]: [string, unknown]) => [
    name,
    typeof part !== 'object' || part === null
      ? part
      : (name === 'windows' ? windowsDigest : partDigest)(part),
  ]);
  return sha256([JSON.stringify(digests)]).slice(0, 32);
});
