import { WorldError } from '../files/failures';

/** Trouble that began, changed or ended, or something that happened: one line each, however long it lasts. */
export interface Incident {
  readonly level: 'info' | 'warn' | 'error';
  /** The kind of trouble. */
  readonly code: string;
  readonly message: string;
  /** Trouble that begins, stands in other words, or is over; `event`: it has no end to report. */
  readonly phase: 'begins' | 'changes' | 'over' | 'event';
  readonly facts?: IncidentFacts;
}

/** What a program may want to know of an incident besides its message. */
export interface IncidentFacts {
  /** The risk mode before, and now. */
  readonly from?: string;
  readonly to?: string;
  /** The symbols that it is about, the first of them where they are many. */
  readonly symbols?: readonly string[];
}

/** The open incidents. Each is reported when it begins, when its message changes, and when it is over. */
export class Incidents {
  private readonly messages = new Map<string, string>();

  constructor(private readonly report: (incident: Incident) => void) {}

  /** The messages of the open incidents, by code. */
  get open(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.messages);
  }

  /** Opens an incident, changes its message, or ends it (undefined). */
  set(code: string, message: string | undefined, level: 'warn' | 'error' = 'warn'): void {
    const known = this.messages.get(code);
    if (message === known) return;
    if (message === undefined) {
      this.messages.delete(code);
      this.report({ level: 'info', code, message: `over: ${known ?? ''}`, phase: 'over' });
    } else {
      this.messages.set(code, message);
      this.report({ level, code, message, phase: known === undefined ? 'begins' : 'changes' });
    }
  }

  /** Does what the disk may refuse. False: the disk refused, and an incident stays open until it accepts. */
  async attempt(code: string, act: () => Promise<void>, remedy = 'reading waits'): Promise<boolean> {
    try {
      await act();
      this.set(code, undefined);
      return true;
    } catch (error) {
      if (!(error instanceof WorldError)) throw error;
      this.set(code, `${error.message}; ${remedy}`, 'error');
      return false;
    }
  }

  /** Reports an event that has no end to report. */
  note(level: Incident['level'], code: string, message: string, facts?: IncidentFacts): void {
    this.report({ level, code, message, phase: 'event', ...(facts === undefined ? {} : { facts }) });
  }
}
