import type { Episode } from '../../../src/model/episode';
import type { Close } from '../../../src/model/event';
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
  const areLegs = one.legs.every((leg, index) => isSameLeg(leg, other.legs[index]));
  return areLegs && isEqual({ ...plainEpisode(one), legs: [] }, { ...plainEpisode(other), legs: [] });
}

// A leg is a row as it came, or made of several rows.
function isSameLeg(one: Close, other: Close | undefined): boolean {
  return one === other || (other !== undefined && one.line === other.line && isEqual(one, other));
}

function isEqual(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const fields = Object.entries(one);
  const others = new Map(Object.entries(other));
  return fields.length === others.size && fields.every(([name, value]) => isEqual(value, others.get(name)));
}
