import { join, resolve } from 'node:path';
import { STATE_FILES } from '../../operators/files/state-files';
import { replaceAll, type FileWrite } from '../../src/io/files/atomic';
import { DraftFile } from '../../src/io/files/draft-file';
import { UsageError } from '../../src/io/files/failures';
import { refuseLiveOwner } from '../../src/io/lock/live-owner';
import { contentFile, PUBLISHED_FILE } from '../../src/io/publish/history';
import { refuseOlder } from '../../src/io/publish/state-files';
import { sliceBytes, sliceLines } from '../../src/io/slices/slice-bytes';
import { readSlice, SLICE_FILE, sliceText, type SliceRecord } from '../../src/io/slices/slice-record';
import { isObject, own, textOf } from '../../src/model/values/json';
import { joinedReplacements } from './joined-replacements';
import { slicesInOrder, type HeldSlice } from './slice-order';

export interface JoinOptions {
  /** The directories of the slices, in any order. */
  readonly slices: readonly string[];
  readonly out: string;
  /** Replace state files that are of a later time. */
  readonly force?: boolean | undefined;
}

const FILES = Object.values(STATE_FILES);

/** Puts slices of a history together: its history, and the state files of its last tick. Gives the record of the whole. */
export async function joinHistory({ slices, out, force }: JoinOptions): Promise<SliceRecord> {
  if (slices.some((dir) => resolve(dir) === resolve(out)))
    throw new UsageError(`--out ${out} is one of the slices; allowed: another directory`);
  await refuseLiveOwner(out);
  const held = await Promise.all(slices.map(async (dir) => ({ dir, record: await readSlice(dir) })));
  const ordered = slicesInOrder(held);
  const [first, last] = [ordered[0], ordered.at(-1)];
  if (first === undefined || last === undefined)
    throw new UsageError('no slice is named; allowed: the --out directories of intel replay --index');
  if (force !== true) await refuseOlder(out, last.record.last_tick_ts, FILES);
  const states = FILES.filter((name) => name in last.record.bytes).map((name) =>
    joinedFile(out, [last], name),
  );
  const contents = FILES.map(contentFile)
    .filter((name) => ordered.some(({ record }) => name in record.bytes))
    .map((name) => joinedFile(out, ordered, name));
  const published = new DraftFile(join(out, PUBLISHED_FILE));
  try {
    const replaced = await joinPublished(ordered, published);
    const lengths = [...states, ...contents].map(({ name, bytes }) => [name, bytes] as const);
    const record: SliceRecord = {
      ...last.record,
      ...{ from_ts: first.record.from_ts, first: replaced.first, last: replaced.last },
      bytes: { [PUBLISHED_FILE]: published.length, ...Object.fromEntries(lengths) },
    };
    const about = { path: join(out, SLICE_FILE), content: sliceText(record) };
    await replaceAll([...states, ...contents, published, about], () => refuseLiveOwner(out));
    return record;
  } catch (error) {
    published.abort();
    throw error;
  }
}

// What the slices hold of one file, one after the other.
function joinedFile(
  out: string,
  slices: readonly HeldSlice[],
  name: string,
): FileWrite & { readonly name: string; readonly bytes: number } {
  const parts = slices.flatMap(({ dir, record }) => {
    const bytes = record.bytes[name];
    return bytes === undefined ? [] : [{ path: join(dir, name), bytes }];
  });
  async function* content(): AsyncGenerator<Buffer> {
    for (const { path, bytes } of parts) yield* sliceBytes(path, bytes);
  }
  const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
  return { path: join(out, name), name, bytes, content: content() };
}

async function joinPublished(
  slices: readonly HeldSlice[],
  published: DraftFile,
): Promise<Pick<SliceRecord, 'first' | 'last'>> {
  let first: SliceRecord['first'] = {};
  let last: SliceRecord['last'] = {};
  for (const { dir, record } of slices) {
    const joined = joinedReplacements(last, record);
    const ofEnd = new Map<string, string>();
    for await (const line of sliceLines(join(dir, PUBLISHED_FILE), record.bytes[PUBLISHED_FILE] ?? 0)) {
      const replacement = joined.dropped.size === 0 ? '' : replacementIn(line);
      if (joined.dropped.has(replacement)) ofEnd.set(replacement, line);
      else published.write(`${line}\n`);
    }
    for (const replacement of joined.atEnd) published.write(`${ofEnd.get(replacement) ?? ''}\n`);
    first = { ...record.first, ...first };
    last = joined.last;
  }
  return { first, last };
}

function replacementIn(line: string): string {
  const value: unknown = JSON.parse(line);
  const row = isObject(value) ? value : {};
  return `${textOf(own(row, 'file')) ?? ''} ${textOf(own(row, 'as_of')) ?? ''}`;
}
