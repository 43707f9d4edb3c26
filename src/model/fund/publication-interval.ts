import { durationMs, type Settings } from './settings';

/** A state file, by the stage that fills it. */
export type RefreshedFile = keyof Settings['refresh'];

/**
 * How long after one publication of a file live publishes it again at the latest, ms: from `republish_every` on, at the
 * first tick that is a multiple of the file's refresh interval.
 */
export function publicationIntervalMs(file: RefreshedFile, settings: Settings): number {
  const { tick, republish_every, refresh } = settings;
  const gridMs = leastCommonMultiple(durationMs(tick), durationMs(refresh[file]));
  return Math.ceil(durationMs(republish_every) / gridMs) * gridMs;
}

function leastCommonMultiple(a: number, b: number): number {
  let [divisor, rest] = [a, b];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (a / divisor) * b;
}
