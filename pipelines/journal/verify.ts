import { join } from 'node:path';
import { STATE_FILES } from '../../operators/files/state-files';
import { jsonLines } from '../../src/io/lines/json-lines';
import type { JournalReader } from '../../src/io/journal/journal';
import { readerOf } from '../../src/io/journal/read-journal';
import { isObject, own, textOf } from '../../src/model/values/json';
import { firstDifference } from '../../src/model/values/first-difference';
import { sha256 } from '../../src/io/files/sha256';
import { isoUtc, parseTimestamp } from '../../src/model/values/time';
import type { Frame } from '../graph/decide';
import { journalFrames, type LateRow } from './journal-frames';
import { publicationsOf } from '../publish/publication';

/** A replacement that live noted and the journal does not give. */
export interface Difference {
  readonly file: string;
  readonly asOf: string;
  /** What differs, in words; with the first differing value where the published content is still at hand. */
  readonly what: string;
}

export interface Verification {
  /** Replacements that were compared. */
  readonly compared: number;
  /** Replacements older than what the journal can give: its segments of that time were pruned. */
  readonly unfounded: number;
  readonly ticks: number;
  /** The first difference, in order of time; undefined = the journal gives every byte that was published. */
  readonly difference: Difference | undefined;
  /** Rows later than promised: where a replay of the raw logs may differ. */
  readonly late: readonly LateRow[];
  /** Parts of the journal that could not be used, in words. */
  readonly damage: readonly string[];
}

interface PublishedLine {
  readonly file: string;
  readonly asOf: number;
  readonly sha256: string;
}

/**
 * Replays a journal, told by its directory or by how it is read, and holds it against `history/published.jsonl` of another
 * directory, to the first difference.
 */
export async function verify(journal: string | JournalReader, stateDir: string): Promise<Verification> {
  const lines = publishedIn(stateDir);
  try {
    return await compare(await readerOf(journal), lines, stateDir);
  } finally {
    await lines.return(undefined);
  }
}

async function compare(
  journal: JournalReader,
  lines: AsyncGenerator<PublishedLine, undefined>,
  stateDir: string,
): Promise<Verification> {
  let head = await lines.next();
  const late: LateRow[] = [];
  const damage: string[] = [];
  let compared = 0;
  let unfounded = 0;
  let ticks = 0;
  let difference: Difference | undefined;
  for await (const event of journalFrames(journal)) {
    if (event.kind === 'late') late.push(event);
    if (event.kind === 'damage') damage.push(event.message);
    if (event.kind !== 'frame') continue;
    const { frame, isComplete } = event;
    ticks++;
    while (head.done !== true && head.value.asOf <= frame.asOf && difference === undefined) {
      const { value } = head;
      if (!isComplete || (value.asOf < frame.asOf && ticks === 1)) unfounded++;
      else {
        compared++;
        difference = await differenceOf(value, frame, stateDir);
      }
      head = await lines.next();
    }
  }
  if (difference === undefined && head.done !== true)
    difference = { ...placeOf(head.value), what: 'was published after the last tick of the journal' };
  return { compared, unfounded, ticks, difference, late, damage };
}

async function differenceOf(
  published: PublishedLine,
  frame: Frame,
  stateDir: string,
): Promise<Difference | undefined> {
  if (published.asOf !== frame.asOf)
    return {
      ...placeOf(published),
      what: `the journal has no such tick; its next tick is ${isoUtc(frame.asOf)}`,
    };
  const given = publicationsOf(frame).find(({ name }) => name === published.file);
  if (given === undefined)
    return { ...placeOf(published), what: 'the journal gives no such file at this tick' };
  const replayed = sha256(given.pieces);
  if (replayed === published.sha256) return undefined;
  const content = await contentOf(published, stateDir);
  const place = content === undefined ? undefined : firstDifference(content, given.file);
  const where =
    place === undefined ? '' : `; at ${place.path}: published ${place.left}, replayed ${place.right}`;
  return {
    ...placeOf(published),
    what: `sha256 was ${published.sha256}, the replay gives ${replayed}${where}`,
  };
}

// The content that was published, when the state file or the history still holds it.
async function contentOf({ file, asOf, sha256: wanted }: PublishedLine, stateDir: string): Promise<unknown> {
  const stem = file.replace(/\.json$/, '');
  for (const path of [join(stateDir, file), join(stateDir, 'history', `${stem}.jsonl`)]) {
    for await (const { value, bytes } of jsonLines(path)) {
      if (!isObject(value) || parseTimestamp(own(value, 'as_of')) !== asOf) continue;
      if (sha256([bytes, '\n']) === wanted) return value;
    }
  }
  return undefined;
}

async function* publishedIn(stateDir: string): AsyncGenerator<PublishedLine, undefined> {
  const names: readonly string[] = Object.values(STATE_FILES);
  for await (const { value } of jsonLines(join(stateDir, 'history', 'published.jsonl'))) {
    if (!isObject(value)) continue;
    const file = textOf(own(value, 'file'));
    const asOf = parseTimestamp(own(value, 'as_of'));
    const sha256 = textOf(own(value, 'sha256'));
    if (file !== undefined && names.includes(file) && asOf !== undefined && sha256 !== undefined)
      yield { file, asOf, sha256 };
  }
  return undefined;
}

function placeOf({ file, asOf }: PublishedLine): Pick<Difference, 'file' | 'asOf'> {
  return { file, asOf: isoUtc(asOf) };
}
