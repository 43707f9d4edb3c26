import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Frame } from '../../../pipelines/graph/decide';
import { publicationsOf } from '../../../pipelines/publish/publication';
import { decodeAnyRow } from '../../../src/io/decode/decode-row';
import { sha256 } from '../../../src/io/files/sha256';
import type { LogKind } from '../../../src/io/decode/row/decoded';
import type { Seeded } from '../../contract/random/seeded';
import { worldOf, type World } from '../../contract/random/world';
import { filesBelow } from './files-below';

/** A random history whose logs go on in time, with rows that come too late, again, torn and from the future. */
export function slicedWorld(seed: number, settings: object = {}): World {
  const world = worldOf(seed);
  const own = JSON.stringify({ max_bad_share: 1, ...settings });
  const config = { ...world.config, 'execution_intel.json': own };
  return { ...world, config };
}

/** The lines in order of time, but for a share of them, some of which come twice. */
export function inTime(
  lines: readonly string[],
  log: LogKind,
  rng: Seeded,
  jitterMs: number,
): readonly string[] {
  let known = 0;
  const placed = lines.flatMap((line) => {
    const row = decodeAnyRow(Buffer.from(line), log, Infinity);
    if (row.kind === 'event') known = row.event.ts;
    else if (row.kind === 'noted') known = row.ts;
    // Some rows are written late, and few long before their time.
    const at = (): number =>
      known + rng.pick([0, 0, 0, 0, 1]) * rng.real(rng.chance(0.1) ? -jitterMs : 0, jitterMs);
    return rng.chance(0.05)
      ? [
          { line, at: at() },
          { line, at: at() },
        ]
      : [{ line, at: at() }];
  });
  return placed.sort((a, b) => a.at - b.at).map(({ line }) => line);
}

/** Writes lines as a chain: an archive and rotated segments, some of which end in a row that is torn. */
export async function writeChain(
  dir: string,
  stem: string,
  lines: readonly string[],
  rng: Seeded,
): Promise<void> {
  // Some segments hold a row or two.
  const starts = Array.from({ length: 3 }, () => rng.int(0, lines.length));
  const cuts = starts
    .flatMap((at) => [at, rng.chance(0.5) ? at + 1 : rng.int(0, lines.length)])
    .sort((a, b) => a - b);
  const names = [5, 5, 4, 3, 2, 1, 0].map((number, n) =>
    n === 0 ? `archive/${stem}.5.jsonl.gz` : number === 0 ? `${stem}.jsonl` : `${stem}.${number}.jsonl`,
  );
  for (const [n, name] of names.entries()) {
    const part = lines.slice(n === 0 ? 0 : cuts[n - 1], cuts[n] ?? lines.length);
    const torn = rng.chance(0.3) && part.length > 0 ? (part[0] ?? '').slice(0, 20) : '';
    const text = part.map((line) => `${line}\n`).join('') + torn;
    const path = join(dir, name);
    await mkdir(dirname(path), { recursive: true });
    const zipped = gzipSync(text);
    if (name.endsWith('.gz'))
      await writeFile(path, rng.chance(0.3) ? zipped.subarray(0, zipped.length - 9) : zipped);
    // A hole in the chain, at times.
    else if (!rng.chance(0.05)) await writeFile(path, text);
  }
  if (rng.chance(0.2)) await writeFile(join(dir, `${stem}-old.jsonl`), '{}\n');
}

/** The digest of each file of a frame, as `name as-of`. */
export function digestsOf(frame: Frame): readonly (readonly [string, string])[] {
  return publicationsOf(frame).map(({ name, asOfText, pieces }) => [`${name} ${asOfText}`, sha256(pieces)]);
}

/** The bytes of the files of a history, by name, without those that no undivided replay writes. */
export async function historyFiles(dir: string): Promise<ReadonlyMap<string, string>> {
  const files = await filesBelow(dir);
  return new Map([...files].filter(([name]) => !/slice\.json$|quarantine\.jsonl$/.test(name)));
}
