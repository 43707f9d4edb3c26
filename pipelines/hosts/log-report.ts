import { hostIn } from '../../src/io/log/host-state';
import type { EngineInfo } from '../../src/io/log/engine/engine';
import type { FollowedLog } from '../../src/io/log/follow/followed-log';
import type { LogState } from '../../src/io/log/log-records';
import type { HostHealth, LogHealth, ServerHealth } from '../../src/io/log/log-health';
import { isoUtc } from '../../src/model/values/time';
import type { OfferCounts } from './outlet-offers';

/** What was heard of a host since the start. */
interface Heard {
  readonly by: string | null;
  /** Undefined: since the last look. */
  readonly atMs: number | undefined;
  readonly refused: number;
}

const UNHEARD: Heard = { by: null, atMs: undefined, refused: 0 };
const ASK_MS = 10_000;

/** Gathers what a follower can say of its log: how far it is, its hosts and its servers. */
export class LogReport {
  private readonly heard = new Map<string, Heard>();
  private readonly unstamped = new Set<string>();
  private caughtUpMs: number | undefined;
  private rewound = 0;
  private gaps = 0;
  private info: EngineInfo | undefined;
  private askedMs = -Infinity;

  /** `ask`: what the servers say of themselves. */
  constructor(private readonly ask: (() => Promise<EngineInfo>) | undefined) {}

  /** Notes a commit of a host. */
  note(host: string, counts: boolean, by: string): void {
    const { refused, ...known } = this.heard.get(host) ?? UNHEARD;
    if (counts) this.unstamped.add(host);
    this.heard.set(host, { ...known, ...(counts ? { by } : {}), refused: counts ? refused : refused + 1 });
  }

  /** Notes why a log is opened anew. */
  noteLost(lost: FollowedLog['lost']): void {
    if (lost?.kind === 'rewound') this.rewound++;
    if (lost?.kind === 'gap') this.gaps++;
  }

  /** Looks at how far it is. `isReached`: the servers are. */
  look(followed: FollowedLog, wallMs: number, isReached: boolean): void {
    for (const host of this.unstamped)
      this.heard.set(host, { ...(this.heard.get(host) ?? UNHEARD), atMs: wallMs });
    this.unstamped.clear();
    if (isReached && this.behindOf(followed) === 0) this.caughtUpMs = wallMs;
    if (this.ask === undefined || !isReached || Math.abs(wallMs - this.askedMs) < ASK_MS) return;
    this.askedMs = wallMs;
    // Who may not ask follows all the same.
    void this.ask().then(
      (info) => (this.info = info),
      () => undefined,
    );
  }

  healthOf(followed: FollowedLog, outlet: OfferCounts | undefined): LogHealth {
    const { place, logState } = followed;
    const names = logState.fund?.hosts ?? [];
    return {
      place: place === undefined ? null : Number(place),
      behind: this.behindOf(followed),
      caught_up: momentOf(this.caughtUpMs),
      ...{ rewound: this.rewound, gaps: this.gaps },
      hosts: Object.fromEntries(names.map((host) => [host, this.hostOf(host, logState)])),
      outlet: outlet ?? null,
      servers: this.info === undefined ? null : serversOf(this.info),
    };
  }

  private hostOf(host: string, state: LogState): HostHealth {
    const { journal, promise, standing } = hostIn(state, host);
    const { by, atMs, refused } = this.heard.get(host) ?? UNHEARD;
    return {
      ...{ commits: journal.seq, by, standing, refused },
      promise: momentOf(promise ?? undefined),
      heard: momentOf(atMs),
    };
  }

  // What the servers said last may lie behind what was followed since.
  private behindOf({ place = 0n, waiting }: FollowedLog): number {
    const [, log] = this.info?.streams[0] ?? [];
    return Math.max(waiting, log === undefined ? 0 : Number(log.lastPlace - place));
  }
}

function serversOf({ server, version, streams }: EngineInfo): ServerHealth {
  const [, log] = streams[0] ?? [];
  return { server, version, replicas: log?.replicas ?? null };
}

function momentOf(ms: number | undefined): string | null {
  return ms === undefined ? null : isoUtc(ms);
}
