import { ToldIncidents } from '../../io/hook/told-incidents';
import type { SeenHealth } from '../../io/publish/health';
import { Incidents, type Incident } from '../../io/publish/incidents';
import { SECOND, isoUtc, parseTimestamp } from '../../model/values/time';

/** Whose incidents they are: the directory, and its fund or its host where there is one. */
export interface IncidentPlace {
  readonly out: string;
  readonly tenant?: string;
  readonly host?: string;
}

/** What is to be done over and over; where it is not, what that means. */
const STALE = {
  tick: ['no tick was answered', 'the state files are not current'],
  commit: ['nothing was committed', 'the log of the fund does not know what the host has written since'],
} as const;

export interface TellingOptions {
  /** Takes one object for a person, and returns at once. */
  readonly tell: (told: object) => void;
  readonly place: IncidentPlace;
  /** Undefined: it says by itself when nothing comes. */
  readonly does: keyof typeof STALE | undefined;
  /** Whether it waits until it may begin, without a health of its own. */
  readonly standby: boolean;
  readonly staleAfterMs: number;
  readonly startMs: number;
  /** What the process before it told. */
  readonly known: Readonly<Record<string, string>>;
  /** Staleness, for the log. */
  readonly log: (incident: Incident) => void;
}

/** Picks what a person should hear of one that runs: its incidents, that nothing keeps its work current, and its end. */
export class IncidentTelling {
  private readonly told: ToldIncidents;
  private readonly own: Incidents;
  private hasRun = false;
  private isSettled = false;
  private nowMs: number;
  // Since when it could have done something, and when it did last, as far as it said.
  private sinceMs: number;
  private lastMs: number | undefined;

  constructor(private readonly options: TellingOptions) {
    const { tell, place, known, log, startMs } = options;
    this.nowMs = this.sinceMs = startMs;
    this.told = new ToldIncidents(known, ({ facts, ...incident }) => {
      tell({ time: isoUtc(this.nowMs), ...incident, ...facts, ...place });
    });
    this.own = new Incidents((incident) => {
      log(incident);
      this.told.take(incident);
    });
  }

  take(incident: Incident, nowMs: number): void {
    this.nowMs = nowMs;
    this.told.take(incident);
  }

  /** It began, or began anew: what its first health no longer names is over. */
  begins(): void {
    this.isSettled = false;
  }

  /** Looks at how it is doing, about once a second: also a thread that hangs is found by it. */
  look(health: SeenHealth | undefined, nowMs: number): void {
    this.nowMs = nowMs;
    this.own.set('stale', this.staleText(health), 'error');
    if (health === undefined || this.isSettled) return;
    this.hasRun = this.isSettled = true;
    // These two no status names: who says that they are over says so by itself.
    this.told.settle({ ...health.warnings, stale: '', ended: '' });
  }

  /** It has ended, with the error that ended it. One that had not begun is for its supervisor to tell. */
  ends({ message }: Pick<Error, 'message'>, nowMs: number): void {
    this.nowMs = nowMs;
    if (this.hasRun) this.told.take({ level: 'error', code: 'ended', message, phase: 'event' });
  }

  private staleText(health: SeenHealth | undefined): string | undefined {
    const { does, standby, staleAfterMs } = this.options;
    if (does === undefined) return undefined;
    const isWaiting = health === undefined ? standby && !this.hasRun : health.ship?.turn === 'waiting';
    if (isWaiting) this.sinceMs = this.nowMs;
    // One that reads its log anew does not say for a while.
    this.lastMs =
      parseTimestamp(does === 'tick' ? health?.last_tick : health?.ship?.last_commit) ?? this.lastMs;
    const { lastMs } = this;
    if (this.nowMs - Math.max(lastMs ?? 0, this.sinceMs) < staleAfterMs) return undefined;
    const [text, meaning] = STALE[does];
    const last = lastMs === undefined ? 'none since the start' : `the last is of ${isoUtc(lastMs)}`;
    return `${text} for ${String(staleAfterMs / SECOND)} s, ${last}: ${meaning}`;
  }
}
