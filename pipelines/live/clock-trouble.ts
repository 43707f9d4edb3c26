import type { Incidents } from '../../src/io/publish/incidents';
import { isoUtc, SECOND } from '../../src/model/values/time';
import type { LiveParts } from './open-live';

/** The times of the rows that are dated further ahead than clocks may differ. */
export function rowsAhead(follower: LiveParts['follower'], nowMs: number): readonly number[] {
  return follower.waiting(nowMs + follower.desk.settings.max_future_s * SECOND);
}

/** Tells what shows that a clock is or was wrong: rows that wait for their time, and a last tick that is ahead. */
export function reportClock(
  { follower, journal, incidents }: Pick<LiveParts, 'follower' | 'journal'> & { incidents: Incidents },
  nowMs: number,
): void {
  const waiting = rowsAhead(follower, nowMs);
  const latest = waiting.reduce((known, ts) => Math.max(known, ts), -Infinity);
  incidents.set('rows_ahead', waiting.length === 0 ? undefined : aheadText(waiting.length, latest));
  const { ticked } = journal.state.ticks;
  incidents.set('tick_ahead', ticked <= nowMs ? undefined : tickText(ticked), 'error');
}

function aheadText(count: number, latest: number): string {
  const rows = count === 1 ? '1 row waits for its time' : `${count} rows wait for their time`;
  return `${rows}, the latest ${isoUtc(latest)}: this clock is behind that of the executor, or the rows are wrong`;
}

function tickText(ticked: number): string {
  return `the last tick, ${isoUtc(ticked)}, is ahead of the clock: nothing is published until that moment. If the clock is right now, stop live, move the journal and the output directory away and start it again: it reads the logs anew`;
}
