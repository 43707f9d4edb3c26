import type { Incident } from '../publish/incidents';

/** Trouble of the telling itself is not told. */
export const HOOK_CODE = 'on_incident';

/**
 * Which incidents a person is told of: what goes wrong or happens, and the end of trouble whose beginning was told. Other
 * words for what stands, and what only a log should hold, are passed over.
 */
export class ToldIncidents {
  private readonly open: Map<string, string>;

  /** `known`: the trouble that an earlier life told of, by code. */
  constructor(
    known: Readonly<Record<string, string>>,
    private readonly tell: (incident: Incident) => void,
  ) {
    this.open = new Map(Object.entries(known).filter(([code]) => code !== HOOK_CODE));
  }

  take(incident: Incident): void {
    const { code, phase, level, message } = incident;
    if (code === HOOK_CODE) return;
    if (phase === 'event' ? level === 'info' : this.open.has(code) !== (phase === 'over')) return;
    if (phase === 'over') this.open.delete(code);
    else if (phase !== 'event') this.open.set(code, message);
    this.tell(incident);
  }

  /** Tells what an earlier life told of and no longer stands, once it is known what does. */
  settle(standing: Readonly<Record<string, string>>): void {
    for (const [code, message] of this.open)
      if (!Object.hasOwn(standing, code))
        this.take({ level: 'info', code, message: `over: ${message}`, phase: 'over' });
  }
}
