import { WorldError } from '../files/failures';

/** Something that went wrong, or is right again: one line for each, however long it lasts. */
export interface Incident {
  readonly level: 'info' | 'warn' | 'error';
  /** What kind of thing it is. */
  readonly code: string;
  readonly message: string;
}

/** What stands wrong at present. Each is told when it begins, when its words change, and when it is over. */
export class Incidents {
  private readonly messages = new Map<string, string>();

  constructor(private readonly report: (incident: Incident) => void) {}

  /** What stands wrong, by code. */
  get open(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.messages);
  }

  /** Opens an incident, changes its message, or ends it (undefined). */
  set(code: string, message: string | undefined, level: 'warn' | 'error' = 'warn'): void {
    const known = this.messages.get(code);
    if (message === known) return;
    if (message === undefined) {
      this.messages.delete(code);
      this.report({ level: 'info', code, message: `over: ${known ?? ''}` });
    } else {
      this.messages.set(code, message);
      this.report({ level, code, message });
    }
  }

  /** Does what the disk may refuse. Says whether it was done; if not it stands as an incident until it is. */
  async attempt(code: string, act: () => Promise<void>, remedy = 'reading waits for it'): Promise<boolean> {
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

  /** Something that happened once. */
  note(level: Incident['level'], code: string, message: string): void {
    this.report({ level, code, message });
  }
}
