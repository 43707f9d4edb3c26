import type { JournalState } from '../journal/journal-records';
import { EMPTY_JOURNAL } from '../journal/journal-state';
import { ticksAfter } from '../journal/journal-ticks';
import type { HostState, LogState } from './log-records';

/** What a log holds of one host. Its name is untrusted text. */

const NEW_HOST: HostState = {
  seal: null,
  journal: journalAlone(EMPTY_JOURNAL),
  promise: null,
  standing: 'waited_for',
  told: null,
};

/** What the commits of a host add up to. */
export function hostIn({ hosts }: LogState, host: string): HostState {
  return Object.hasOwn(hosts, host) ? (hosts[host] ?? NEW_HOST) : NEW_HOST;
}

/** The log with another sum of this host. */
export function withHost(state: LogState, host: string, after: HostState): LogState {
  return { ...state, hosts: { ...state.hosts, [host]: after } };
}

/** The journal of a host, as if it had written one for itself: its commits alone, with the config of the fund. */
export function hostJournal(state: LogState, host: string): JournalState {
  const { journal } = hostIn(state, host);
  const inForce = state.fund?.config;
  const ticks = inForce === undefined ? journal.ticks : ticksAfter(journal.ticks, [inForce]);
  return { ...journal, config: inForce, ticks };
}

/** A journal without what is not the host's own. */
export function journalAlone(journal: JournalState): HostState['journal'] {
  const { seq, begun, at, ticks, bookmarks, snapshots, cautions, quarantine } = journal;
  return { seq, begun, at, ticks, bookmarks, snapshots, cautions, quarantine };
}
