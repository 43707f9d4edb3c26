import { resolve } from 'node:path';
import { UsageError } from '../../src/io/files/failures';
import { FollowedJournal } from '../../src/io/journal/followed-journal';
import { liveOwner } from '../../src/io/lock/live-owner';
import type { FollowedSource } from './followed';

/** The journal that a live writes into a directory, to be followed. Nothing in it is changed. */
export function liveJournal(dir: string): FollowedSource {
  return {
    name: dir,
    writer: 'live',
    refuse: (out) => refuseWriters(out, dir),
    open: (before) => FollowedJournal.open(dir, before),
    attend: () => Promise.resolve(),
  };
}

// A follower that took them over would keep live from starting again.
async function refuseWriters(out: string, journal: string): Promise<void> {
  const writer = await liveOwner(journal);
  const isLives = writer !== undefined && writer.owner.token === (await liveOwner(out))?.owner.token;
  if (isLives || resolve(out) === resolve(journal))
    throw new UsageError(
      `${out} belongs to the live that writes ${journal}: a follower needs an output directory of its own`,
    );
}
