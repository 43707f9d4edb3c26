import type { ShipHealth } from '../../io/publish/health';
import { parseTimestamp } from '../../model/values/time';
import { decimal } from './print';

/** What the status of a ship says of its log. */
export function shipLines(
  { ship, journal }: Pick<ShipHealth, 'ship' | 'journal'>,
  nowMs: number,
): readonly string[] {
  const { host, by, turn, standing, last_commit, unreached_since, retried, stale, adopted, refused } = ship;
  const age = (at: string): string => `${decimal((nowMs - (parseTimestamp(at) ?? 0)) / 1000, 1)} s`;
  const last = last_commit === null ? 'none yet' : `the last ${age(last_commit)} ago`;
  const reach = unreached_since === null ? 'reached' : `out of reach for ${age(unreached_since)}`;
  return [
    `ships for ${host} as ${by}: turn ${turn}; ${STANDINGS[standing ?? 'unknown']}`,
    `log: ${reach}; ${journal.commits} commits, ${last}; ${journal.commit_failures} failed`,
    `appends: ${retried} sent again, ${stale} stale, ${adopted} found in the log; ${refused} commits met that do not count`,
  ];
}

const STANDINGS: Readonly<Record<NonNullable<ShipHealth['ship']['standing']> | 'unknown', string>> = {
  waited_for: 'ticks wait for it',
  lapsed: 'was silent, no tick waits for it until its next commit',
  forgotten: 'forgotten by a person, no tick waits for it',
  not_named: 'the fund’s record does not name it',
  unknown: 'the log was not read yet',
};
