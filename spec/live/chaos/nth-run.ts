import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drive, type Said } from './driver';
import type { Chance } from './chance';
import * as oracle from './oracle';
import type { Place } from './place';
import { driverOf } from './program';
import { START_MS } from './scenario';
import { toldIn } from './truth';

const SHIM = join(__dirname, '..', 'executor', 'fs-shim.cjs');

export interface Play {
  readonly signal: string | null;
  readonly code: number | null;
  /** The whole scenario has been played. */
  readonly ended: boolean;
  readonly said: readonly Said[];
  readonly err: string;
}

/** Plays the scenario of a place, or the rest of it, with the shim set so; below out and journal unless told. */
export async function play(
  program: string,
  place: Place,
  shim: Readonly<Record<string, string>>,
): Promise<Play> {
  const { root, out, journal } = place;
  const child = spawn(process.execPath, ['--require', SHIM, driverOf(program), root], {
    env: { ...process.env, SHIM_DIRS: `${out}:${journal}`, ...shim },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code, signal] = await new Promise<[number | null, string | null]>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (...end) => {
      resolve(end);
    });
  });
  const said = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Said);
  return { signal, code, ended: existsSync(join(root, 'ended')), said, err };
}

/**
 * What happens while live is down: the nav changes now and then, and the config while ticks are still to come: files
 * that were published already keep the digest of theirs. Gives what is noted as published until
 * then; a last line that was broken off is none.
 */
export function whileDown(place: Place, chance: Chance): readonly string[] {
  const path = join(place.out, 'history', 'published.jsonl');
  const noted = existsSync(path) ? readFileSync(path, 'utf8').split('\n').slice(0, -1) : [];
  if (chance.happens(0.5)) place.nav([START_MS - 5000, START_MS + chance.whole(0, 1000)]);
  const played = Number(readFileSync(join(place.root, 'progress'), 'utf8'));
  if (played < stepsOf(place) && chance.happens(0.3)) place.settings({ ...place.settingsNow(), r_clip: 4 });
  return noted;
}

function stepsOf({ root }: Place): number {
  const { steps } = JSON.parse(readFileSync(join(root, 'scenario.json'), 'utf8')) as {
    steps: readonly unknown[];
  };
  return steps.length;
}

/** Plays the rest of it here, from source, without the shim: much faster than in a process of its own. */
export async function playOn(place: Place): Promise<Play> {
  const said: Said[] = [];
  const says = (what: Said): number => said.push(what);
  const err = await drive(place.root, says).then(() => '', String);
  return {
    signal: null,
    code: null,
    ended: existsSync(join(place.root, 'ended')),
    said,
    err,
  };
}

/** What is wrong once the scenario has been played to its end, in words. */
export async function judged(
  place: Place,
  last: Play,
  noted: readonly string[] = [],
): Promise<readonly string[]> {
  if (!last.ended)
    return [`not played to its end: ${last.err.slice(-500)} ${JSON.stringify(last.said.at(-1))}`];
  const told = toldIn(place.truth);
  return [
    ...oracle.countedOnce(place, told),
    ...(await oracle.asReplayed(place, told)),
    ...(await oracle.verified(place)),
    ...oracle.historyOrdered(place),
    ...oracle.noDrafts([place.out, place.journal]),
    ...oracle.stillPublished(place, noted),
  ];
}

/** Messages of the kind, or of the incident code. */
export function messages(said: readonly Said[], what: string): readonly string[] {
  return said.filter(({ kind, code }) => kind === what || code === what).map(({ message = '' }) => message);
}
