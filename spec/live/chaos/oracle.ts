import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { firstDifference } from '../../../src/model/values/first-difference';
import { isObject, own, textOf, type JsonObject } from '../../../src/model/values/json';
import { parseTimestamp } from '../../../src/model/values/time';
import { STATE_FILES } from '../../../operators/files/state-files';
import { replay } from '../../../pipelines/replay/replay';
import { verify } from '../../../pipelines/journal/verify';
import { loadDesk } from '../../../src/io/config/load-desk';
import { parsed } from './parsed';
import type { Place } from './place';
import { eventsAmong, eventsInJournal, faultsAmong, linesOf, STEMS, surplus, type Told } from './truth';

/** What is wrong with what live left, in words; nothing when all is well. Live must have ended. */

const SHOWN = 160;

/** With one writer: each usable line is in the journal once, and each unusable one in the quarantine once. */
export function countedOnce(place: Place, told: readonly Told[]): readonly string[] {
  const counted = eventsInJournal(place.journal);
  const usable = eventsAmong(told);
  return [
    ...said('lost', surplus(usable, counted)),
    ...said('counted and never written, or twice', surplus(counted, usable)),
    ...quarantinedOnce(place, faultsAmong(told)),
  ];
}

/** With racing writers: what is left in the logs counts, what never was written does not, and nothing counts twice. */
export function countedAtLeast(
  place: Place,
  told: readonly Told[],
  left: readonly Told[],
): readonly string[] {
  const counted = eventsInJournal(place.journal);
  const distinct = [...new Set(counted)];
  return [
    ...said('in the logs and not counted', surplus(eventsAmong(left), distinct)),
    ...said('counted and never written', surplus(distinct, eventsAmong(told))),
    ...said('journalled twice', surplus(counted, distinct)),
  ];
}

function quarantinedOnce({ out }: Place, faults: readonly string[]): readonly string[] {
  const kept = linesOf(join(out, 'quarantine.jsonl')).map((line) => rawOf(JSON.parse(line)));
  return [
    ...said('not in quarantine', surplus(faults, kept)),
    ...said('in quarantine and not unusable, or twice', surplus(kept, faults)),
  ];
}

/** The bytes of a line of a quarantine, as text. */
export function rawOf(fault: unknown): string {
  if (!isObject(fault)) return '';
  const bytes = textOf(own(fault, 'raw_b64'));
  return textOf(own(fault, 'raw')) ?? Buffer.from(bytes ?? '', 'base64').toString();
}

/** The four files are of one tick, and are byte for byte what a replay of the lines as plain files gives then. */
export async function asReplayed(place: Place, told: readonly Told[]): Promise<readonly string[]> {
  const { asOf: asOfText, complaints } = momentOf(place.out);
  if (asOfText === undefined) return complaints;
  const logs = join(place.root, 'plain');
  const out = join(place.root, 'replayed');
  for (const dir of [logs, out]) rmSync(dir, { recursive: true, force: true });
  mkdirSync(join(logs, 'execution'), { recursive: true });
  for (const stem of STEMS) {
    const lines = told.filter(({ log }) => log === stem).map(({ line }) => `${line}\n`);
    writeFileSync(join(logs, 'execution', `${stem}.jsonl`), lines.join(''));
  }
  const { desk, problems } = await loadDesk(place.config);
  if (desk === undefined) return [`the config is not sound at the end: ${JSON.stringify(problems)}`];
  const asOf = parseTimestamp(asOfText);
  await replay({ logs, desk, snapshots: place.journal, out, asOf, now: Date.now() });
  return differing(place.out, out);
}

/** What the state files of two directories differ in. */
export function differing(published: string, replayed: string): readonly string[] {
  return Object.values(STATE_FILES).flatMap((name) => {
    const [left, right] = [published, replayed].map((dir) => readFileSync(join(dir, name), 'utf8'));
    if (left === right) return [];
    const [file, other] = [left, right].map((text) => JSON.parse(text ?? '') as unknown);
    const at = firstDifference(file, other);
    return [
      `${name} of ${asOfOf(file)}: published and replayed differ at ${at?.path ?? 'no value'}: ${String(at?.left)}, ${String(at?.right)}`,
    ];
  });
}

/** The one moment that the state files of a directory are of; a complaint where there are several. */
export function momentOf(out: string): { readonly asOf?: string; readonly complaints: readonly string[] } {
  const texts = Object.values(STATE_FILES).map((name) => readFileSync(join(out, name), 'utf8'));
  const moments = new Set(texts.map((text) => asOfOf(JSON.parse(text))));
  const [asOf = ''] = moments;
  return moments.size === 1
    ? { asOf, complaints: [] }
    : { complaints: [`the state files are of ${[...moments].join(', ')}`] };
}

function asOfOf(file: unknown): string {
  return (isObject(file) ? textOf(own(file, 'as_of')) : undefined) ?? '';
}

/** The journal gives every byte that was noted as published. */
export async function verified({ journal, out }: Place): Promise<readonly string[]> {
  const { difference, damage, compared } = await verify(journal, out);
  return [
    ...(difference === undefined ? [] : [`verify: ${JSON.stringify(difference)}`]),
    ...damage.map((message) => `verify: ${message}`),
    ...(difference === undefined && compared < 4 ? [`verify compared only ${compared} replacements`] : []),
  ];
}

/** Each file's moments in history/published.jsonl go up; each file kept whole in history/ parses and goes up. */
export function historyOrdered({ out }: Pick<Place, 'out'>): readonly string[] {
  const latest = new Map<string, string>();
  const noted = linesOf(join(out, 'history', 'published.jsonl')).flatMap((line) =>
    later(latest, line, (value) => textOf(own(value, 'file')) ?? '?', 'published.jsonl'),
  );
  const kept = Object.values(STATE_FILES).flatMap((name) =>
    linesOf(join(out, 'history', `${name}l`)).flatMap((line) =>
      later(latest, line, () => `${name}l`, 'history'),
    ),
  );
  return [...noted, ...kept].slice(0, 5);
}

/** What was noted as published at some moment still is, but for what was trimmed since. */
export function stillPublished({ out }: Place, before: readonly string[]): readonly string[] {
  const after = linesOf(join(out, 'history', 'published.jsonl'));
  const first = asOfOf(parsed(after[0] ?? ''));
  const kept = before.filter((line) => asOfOf(parsed(line)) >= first);
  return said('published and then taken back', surplus(kept, after));
}

function later(
  latest: Map<string, string>,
  line: string,
  fileOf: (value: JsonObject) => string,
  where: string,
): readonly string[] {
  const value = parsed(line);
  if (!isObject(value)) return [`${where} has a line that is none: ${line.slice(0, SHOWN)}`];
  const file = fileOf(value);
  const before = latest.get(file) ?? '';
  const asOf = asOfOf(value);
  latest.set(file, asOf);
  return asOf > before ? [] : [`${where}: ${file} of ${asOf} after ${before}`];
}

/** No unfinished file is left. To be asked after a start that followed a kill, and a clean end. */
export function noDrafts(dirs: readonly string[]): readonly string[] {
  return dirs.flatMap((dir) =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.tmp'))
      .map((name) => `left over: ${join(dir, name)}`),
  );
}

/** One complaint of all these lines; none without a line. */
export function said(what: string, lines: readonly string[]): readonly string[] {
  const [first] = lines;
  return first === undefined ? [] : [`${lines.length} ${what}: ${first.slice(0, SHOWN)}`];
}
