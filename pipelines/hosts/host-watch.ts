import { hostIn } from '../../src/io/log/host-state';
import { isWaitedFor } from '../../src/io/log/joint-promise';
import type { FundRecord, LapseRecord, LogState } from '../../src/io/log/log-records';
import type { Incidents } from '../../src/io/publish/incidents';
import { isoUtc, SECOND } from '../../src/model/values/time';

/** That a follower has not heard of a host. */
type Silence = Pick<LapseRecord, 'host' | 'after'>;

const TOLD_MS = 60_000;

/**
 * What a follower has heard of the hosts of a log, by its own steady clock. It says which of them are silent while
 * others are heard, and what a person should know.
 */
export class HostWatch {
  private readonly heard = new Set<string>();
  private readonly refused = new Lately();
  private readonly overstepped = new Lately();
  // When a host was heard last; from when on it is waited for; when it was said to be silent.
  private readonly listenedAt = new Map<string, number>();
  private readonly heardAt = new Map<string, number>();
  private readonly toldAt = new Map<string, number>();
  // From when on somebody was heard again, after nobody was for as long as a host may be silent.
  private hearsSince = -Infinity;

  /** Notes a commit of a host. */
  note(host: string, counts: boolean): void {
    if (counts) this.heard.add(host);
    else this.refused.note(host);
  }

  /** Notes that a host spoke in the name of the log. */
  noteOverstep(host: string): void {
    this.overstepped.note(host);
  }

  /** Looks at what was noted since. Gives the hosts that are to be waited for no longer. */
  look(state: LogState, nowMs: number, incidents: Incidents): readonly Silence[] {
    const heardBefore = Math.max(...this.heardAt.values());
    for (const host of this.heard) {
      this.heardAt.set(host, nowMs);
      this.toldAt.delete(host);
    }
    const lastHeard = Math.max(...this.heardAt.values());
    this.heard.clear();
    incidents.set('commits_refused', this.refused.textAt(nowMs, refusedText));
    incidents.set('records_refused', this.overstepped.textAt(nowMs, oversteppedText));
    const { fund } = state;
    if (fund === undefined) return [];
    incidents.set('host_silent', silentText(state, fund));
    const silentMs = fund.silence_s * SECOND;
    const isHeard = (host: string): boolean => nowMs - (this.heardAt.get(host) ?? -Infinity) < silentMs;
    incidents.set('host_behind', behindText(state, fund, isHeard));
    // The server was away, or this follower, or commits are rare: the others may be about to be heard as well.
    if (lastHeard - heardBefore >= silentMs) this.hearsSince = lastHeard;
    const isAgain = nowMs - this.hearsSince < silentMs / 2;
    const waited = fund.hosts.filter((host) => isWaitedFor(state, host));
    return waited.flatMap((host) => {
      const since = this.sinceOf(host, nowMs);
      const isTold = nowMs - (this.toldAt.get(host) ?? -Infinity) < silentMs;
      // If no other is heard, it may be this follower that hears nothing.
      if (
        isTold ||
        isAgain ||
        nowMs - since < silentMs ||
        nowMs - lastHeard >= silentMs ||
        lastHeard <= since
      )
        return [];
      this.toldAt.set(host, nowMs);
      return [{ host, after: hostIn(state, host).seal }];
    });
  }

  // From when on it is waited for, where nothing was heard of it.
  private sinceOf(host: string, nowMs: number): number {
    const since = this.heardAt.get(host) ?? this.listenedAt.get(host) ?? nowMs;
    if (!this.heardAt.has(host)) this.listenedAt.set(host, since);
    return since;
  }
}

/** The hosts of which something was noted within the last minute. */
class Lately {
  private readonly noted = new Set<string>();
  private readonly notedAt = new Map<string, number>();

  note(host: string): void {
    this.noted.add(host);
  }

  textAt(nowMs: number, text: (hosts: string) => string): string | undefined {
    for (const host of this.noted) this.notedAt.set(host, nowMs);
    this.noted.clear();
    const hosts = [...this.notedAt].flatMap(([host, at]) => (nowMs - at < TOLD_MS ? [host] : []));
    return hosts.length === 0 ? undefined : text(hosts.sort().join(', '));
  }
}

function refusedText(hosts: string): string {
  return `commits of ${hosts} count for nobody: another ship writes for the host, or the fund's record does not name it`;
}

function oversteppedText(hosts: string): string {
  return `${hosts} wrote what the log alone says, a config or a warning such as host_silent, which counts for nobody: look at who has the key of the host`;
}

function silentText(state: LogState, { hosts }: FundRecord): string | undefined {
  const silent = hosts.filter((host) => hostIn(state, host).standing === 'lapsed');
  const texts = silent.map((host) => {
    const { seq, at } = hostIn(state, host).journal;
    return seq === 0 ? `${host} was never heard` : `${host} is silent since ${isoUtc(at)}`;
  });
  return texts.length === 0 ? undefined : `${texts.join('; ')}: ticks go on without its rows`;
}

// One host alone, which is heard, holds the others back by more than it may be silent.
function behindText(
  state: LogState,
  { hosts, silence_s }: FundRecord,
  isHeard: (host: string) => boolean,
): string | undefined {
  const promises = hosts
    .filter((host) => isWaitedFor(state, host))
    .flatMap((host) => {
      const { promise } = hostIn(state, host);
      return promise === null ? [] : [{ host, promise }];
    })
    .sort((a, b) => a.promise - b.promise);
  const [last, next] = promises;
  if (last === undefined || next === undefined || !isHeard(last.host)) return undefined;
  if (next.promise - last.promise <= silence_s * SECOND) return undefined;
  return `${last.host} has promised up to ${isoUtc(last.promise)}, the others up to ${isoUtc(next.promise)} and later: ticks wait for it; its clock is behind, or it has much to read`;
}
