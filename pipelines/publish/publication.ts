import type { StageResult } from '../../operators/core/stage-result';
import type { Machine } from '../../operators/core/machine';
import { memoizeByRef } from '../../operators/core/memoize-by-ref';
import { STATE_FILES, type StateFileKey } from '../../operators/files/state-files';
import type { Header, Metadata } from '../../operators/core/header';
import { STATE_SCHEMAS } from '../../operators/files/state-schemas';
import { sha256 } from '../../src/io/files/sha256';
import { durationMs, type Settings } from '../../src/model/fund/settings';
import type { Frame } from '../graph/decide';
import { jsonPieces } from './json-text';

/** A state file that is due to be replaced, with its new content. */
export interface Publication {
  readonly key: StateFileKey;
  readonly name: string;
  readonly asOf: number;
  readonly asOfText: string;
  readonly file: Header & { readonly metadata: Metadata };
  readonly schema: object;
  /** The file's bytes in pieces: one line of JSON and a newline. */
  readonly pieces: readonly string[];
  /** The pieces, put together. */
  readonly text: string;
}

/** What was last published of a file: its moment, and a digest of all but its stamps. */
interface PublishedDigest {
  readonly asOf: number;
  readonly content: string;
}

export type PublishedDigests = Readonly<Partial<Record<StateFileKey, PublishedDigest>>>;

/** When a file may be replaced. */
export interface PublicationRules {
  /** An unchanged file is stamped anew after this much event time. */
  readonly restampMs: number;
  /** A file is published only at ticks that are multiples of its interval. */
  readonly refreshMs: Readonly<Record<StateFileKey, number>>;
  /** The files that may be touched at all. */
  readonly open: ReadonlySet<StateFileKey>;
}

export const STATE_KEYS: readonly StateFileKey[] = ['expectancy', 'scores', 'suggestions', 'allocation'];

/** The rules of replay: every file, at every tick. */
export function rulesOf(settings: Settings): PublicationRules {
  return {
    restampMs: durationMs(settings.republish_every),
    refreshMs: { expectancy: 1, scores: 1, suggestions: 1, allocation: 1 },
    open: new Set(STATE_KEYS),
  };
}

/** The rules of live: each file at its own interval, and only those whose gate is open. */
export function liveRulesOf(settings: Settings, open: ReadonlySet<StateFileKey>): PublicationRules {
  const { expectancy, scores, suggestions, allocation } = settings.refresh;
  return {
    restampMs: durationMs(settings.republish_every),
    refreshMs: {
      expectancy: durationMs(expectancy),
      scores: durationMs(scores),
      suggestions: durationMs(suggestions),
      allocation: durationMs(allocation),
    },
    open,
  };
}

/** The files that a frame replaces, and what stands once they are replaced. */
export interface WritePlan {
  readonly publications: readonly Publication[];
  readonly digests: PublishedDigests;
}

/**
 * Which files a frame replaces: those in which anything but stamps and digests changed, and each one at
 * least every `republish_every` of event time. A failed stage replaces nothing, and nothing goes back in time.
 */
export function planWrites(frame: Frame, digests: PublishedDigests, rules: PublicationRules): WritePlan {
  const { asOf } = frame;
  const due = filesOf(frame).flatMap(([key, file]) => {
    if (!rules.open.has(key) || asOf % rules.refreshMs[key] !== 0) return [];
    const last = digests[key];
    if (last !== undefined && asOf <= last.asOf) return [];
    const mark = digestOfFile(file, asOf);
    const stands = last !== undefined && asOf - last.asOf < rules.restampMs && last.content === mark.content;
    return stands ? [] : [{ publication: publicationOf(key, file, asOf), mark }];
  });
  return {
    publications: due.map(({ publication }) => publication),
    digests: {
      ...digests,
      ...Object.fromEntries(due.map(({ publication, mark }) => [publication.key, mark])),
    },
  };
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

/** All files of a frame that did not fail. */
export function publicationsOf(frame: Frame): readonly Publication[] {
  return filesOf(frame).map(([key, file]) => publicationOf(key, file, frame.asOf));
}

type StateFile = Publication['file'];

function filesOf({ files }: Frame): readonly (readonly [StateFileKey, StateFile])[] {
  return STATE_KEYS.flatMap((key) => {
    const answered: StageResult<StateFile> = files[key];
    return answered.kind === 'failed' ? [] : [[key, answered.value] as const];
  });
}

function publicationOf(key: StateFileKey, file: StateFile, asOf: number): Publication {
  const [name, schema] = [STATE_FILES[key], STATE_SCHEMAS[key]];
  return {
    key,
    name,
    asOf,
    asOfText: file.as_of,
    file,
    schema,
    pieces: piecesOf(file),
    get text() {
      return stateText(file);
    },
  };
}

/** What the history keeps in full of a frame: every file, at multiples of `history_every`. */
export function contentsOf(frame: Frame, settings: Settings): readonly Publication[] {
  return frame.asOf % durationMs(settings.history_every) === 0 ? publicationsOf(frame) : [];
}

// A group that did not change since the last tick is the same object: windows, groupings, groups.
const levelsOf = (field: string): number => (field === 'windows' ? 3 : 1);

const piecesOf = memoizeByRef((file: object): readonly string[] => [...jsonPieces(file, levelsOf), '\n']);

/** A state file's bytes. */
export function stateText(file: object): string {
  return piecesOf(file).join('');
}

// A part that did not change since the last tick is the same object.
const digestOf = {
  windows: memoizeByRef((windows: object) => sha256(jsonPieces({ windows }, levelsOf))),
  part: memoizeByRef((part: object) => sha256(jsonPieces({ part }, levelsOf))),
};

// Where a file is due by its age alone, nobody asks for the digest.
function digestOfFile(file: StateFile, asOf: number): PublishedDigest {
  return {
    asOf,
    get content() {
      return contentOf(file);
    },
  };
}

const contentOf = memoizeByRef(contentDigest);

function contentDigest(file: StateFile): string {
  const { complete, warnings } = file.metadata;
  const content = { ...file, generated_ts: '', updated_ts: 0, as_of: '', metadata: { complete, warnings } };
  const digests = Object.entries(content).map(([name, part]: [string, unknown]) => [
    name,
    typeof part !== 'object' || part === null ? part : digestOf[name === 'windows' ? name : 'part'](part),
  ]);
  return sha256([JSON.stringify(digests)]).slice(0, 32);
}
