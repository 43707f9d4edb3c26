import type { Episode } from '../../../src/model/episode';
import type { Close } from '../../../src/model/event';
import { isObject } from '../../../src/model/values/json';
import { plainEpisode } from '../plain-episode';
import type { LedgerSegment } from './ledger-segment';

/** Gives the segments the old objects of unchanged positions, and lists the changed ones. */
export function keepSame(
  old: readonly Episode[],
  made: readonly LedgerSegment[],
  removed: Episode[],
  added: Episode[],
): readonly LedgerSegment[] {
  if (old.length === 0) {
    for (const { episodes } of made) added.push(...episodes);
    return made;
  }
  const known = new Map(old.map((episode) => [`${episode.ts} ${episode.id}`, episode]));
  const kept = made.map((segment) => ({
    ...segment,
    episodes: segment.episodes.map((episode) => {
      const key = `${episode.ts} ${episode.id}`;
      const before = known.get(key);
      if (before === undefined || !isSameEpisode(before, episode)) {
        added.push(episode);
        return episode;
      }
      known.delete(key);
      return before;
    }),
  }));
  removed.push(...known.values());
  return kept;
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
