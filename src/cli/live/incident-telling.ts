import { HOOK_CODE, ToldIncidents } from '../../io/hook/told-incidents';
import { HOOK_LIMITS, IncidentHook } from '../../io/hook/incident-hook';
import type { Health } from '../../io/publish/health';
import { Incidents, type Incident } from '../../io/publish/incidents';
import { SECOND, isoUtc, parseTimestamp } from '../../model/values/time';

/** At the end of live: less than a service manager waits. */
const GRACE_MS = 5000;

export interface TellingOptions {
  readonly command: string;
  readonly perMinute: number;
  /** The output directory: of which live an incident is. */
  readonly out: string;
  readonly staleAfterMs: number;
  readonly startMs: number;
  /** What the last live told. */
  readonly known: Readonly<Record<string, string>>;
  /** Trouble of the telling, by code. */
  readonly warn: (code: string, message: string | undefined) => void;
  /** Staleness, for the log. */
  readonly log: (incident: Incident) => void;
}

/** Tells a command what a person should hear: the incidents of live, files that nothing keeps current, and an end. */
export class IncidentTelling {
  private readonly hook: IncidentHook;
  private readonly told: ToldIncidents;
  private readonly own: Incidents;
  private hasLooked = false;
  private nowMs: number;

  constructor(private readonly options: TellingOptions) {
    const { command, perMinute, known, warn, log, startMs, out } = options;
    this.nowMs = startMs;
    this.hook = new IncidentHook({
      ...HOOK_LIMITS,
      command,
      perMinute,
      onTrouble: (message) => {
        warn(HOOK_CODE, message);
      },
    });
    this.told = new ToldIncidents(known, ({ facts, ...incident }) => {
      this.hook.tell({ time: isoUtc(this.nowMs), ...incident, ...facts, out });
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

  /** Looks at how live is doing, about once a second: also a thread that hangs is found by it. */
  look(health: Health | undefined, nowMs: number): void {
    this.nowMs = nowMs;
    const { startMs, staleAfterMs } = this.options;
    const lastTick = parseTimestamp(health?.last_tick);
    const isStale = nowMs - Math.max(lastTick ?? 0, startMs) >= staleAfterMs;
    this.own.set('stale', isStale ? staleText(lastTick, staleAfterMs) : undefined, 'error');
    if (health === undefined || this.hasLooked) return;
    this.hasLooked = true;
    this.told.settle(health.warnings);
  }

  /** Live has ended: with the error that ended it, where it had been following. Gives how many were not told. */
  async close(error: Error | undefined, nowMs: number): Promise<number> {
    this.nowMs = nowMs;
    if (error !== undefined && this.hasLooked)
      this.told.take({ level: 'error', code: 'ended', message: error.message, phase: 'event' });
    return this.hook.close(GRACE_MS);
  }
}

function staleText(lastTick: number | undefined, staleAfterMs: number): string {
  const last = lastTick === undefined ? 'none since the start' : `the last is of ${isoUtc(lastTick)}`;
  return `no tick was answered for ${String(staleAfterMs / SECOND)} s, ${last}: the state files are not current`;
}
