import { watchedFiles } from '../../src/io/follow/live-sources';
import { Waker } from '../../src/io/follow/waker';
import { journalBeside } from '../../src/io/journal/file-journal';
import { WarmFold } from '../journal/warm-fold';
import { drive, type Following, type Standby } from './drive';
import type { FollowedSource } from './followed';
import { JournalFollower, type FollowerOptions } from './journal-follower';
import { liveJournal } from './live-journal';
import { LiveLoop } from './live-loop';
import type { LiveOptions } from './open-live';

/** Follows the logs. One that stands by folds the journal of the live that does. */
export function follow(options: Standby<LiveOptions>): Following {
  const waker = new Waker(watchedFiles(options.logs));
  const journal = options.journal ?? journalBeside(options.out);
  const warm = warmFold(options, liveJournal(journal));
  return drive(
    waker,
    options,
    (signal) => LiveLoop.open({ ...options, waker, signal, warm }, waker.readClock()),
    warm,
  );
}

export interface JournalFollowOptions extends FollowerOptions {
  /** The directory of the journal that a live writes. Nothing in it is changed. */
  readonly journal: string;
}

/** Follows the journal of a live. */
export function followJournal(options: Standby<JournalFollowOptions>): Following {
  return followSource(new Waker(new Map()), options, liveJournal(options.journal));
}

/** Follows a journal that others write. One that stands by folds it meanwhile. */
export function followSource(
  waker: Waker,
  options: Standby<FollowerOptions>,
  source: FollowedSource,
): Following {
  const warm = warmFold(options, source);
  return drive(waker, options, (signal) => JournalFollower.open({ ...options, source, signal, warm }), warm);
}

function warmFold(
  { standby, out }: Standby<{ readonly out: string }>,
  source: Pick<FollowedSource, 'open'>,
): WarmFold | undefined {
  return standby === true ? new WarmFold(out, (...place) => source.open(...place)) : undefined;
}
