import type { Episode } from '../../../src/model/episode';
import type { Close } from '../../../src/model/event';
import { byCodeUnits, isObject } from '../../../src/model/values/json';
import { plainEpisode } from '../plain-episode';

/**
 * Gives what was made, which nobody else holds, the old objects of unchanged positions, and lists the changed ones. All in
 * order of (ts, id).
 */
export function keepSame(
  old: readonly Episode[],
  made: readonly { episodes: readonly Episode[] }[],
  removed: Episode[],
  added: Episode[],
): void {
  if (old.length === 0) {
    for (const { episodes } of made) added.push(...episodes);
    return;
  }
  let at = 0;
  const keep = (episode: Episode): Episode => {
    let before = old[at];
    for (; before !== undefined && byTsAndId(before, episode) < 0; before = old[++at]) removed.push(before);
    if (before !== undefined && byTsAndId(before, episode) === 0) {
      at++;
      if (before === episode || isSameEpisode(before, episode)) return before;
      removed.push(before);
    }
    added.push(episode);
    return episode;
  };
  for (const each of made) if (each.episodes.length > 0) each.episodes = each.episodes.map(keep);
  removed.push(...old.slice(at));
}

function byTsAndId(one: Episode, other: Episode): number {
  return one.ts - other.ts || byCodeUnits(one.id, other.id);
}

// Whether two episodes say the same, leg by leg.
function isSameEpisode(one: Episode, other: Episode): boolean {
  if (one.legs.length !== other.legs.length) return false;
  for (const [index, leg] of one.legs.entries()) if (!isSameLeg(leg, other.legs[index])) return false;
  return isEqual(withoutLegs(one), withoutLegs(other));
}

function withoutLegs(episode: Episode): Episode {
  return Object.assign(plainEpisode(episode), { legs: NO_LEGS });
}

const NO_LEGS: Episode['legs'] = [];

// A leg is a row as it came, or made of several rows.
function isSameLeg(one: Close, other: Close | undefined): boolean {
  return one === other || (other !== undefined && one.line === other.line && isEqual(one, other));
}

function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (Array.isArray(one))
    return (
      Array.isArray(other) && one.length === other.length && one.every((item, i) => isEqual(item, other[i]))
    );
  if (!isObject(one) || !isObject(other)) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => isEqual(one[name], other[name]));
}
