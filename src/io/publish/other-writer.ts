import { WorldError } from '../files/failures';
import type { Incidents } from './incidents';
import type { StateWriter } from './state-writer';

// An executor writes its own at intervals of up to half an hour.
const QUIET_MS = 3_600_000;

/** Tells of another program that writes our state files, until it has written none for an hour. */
export class OtherWriter {
  /** How many writes of others were noticed. */
  writes = 0;
  private readonly names = new Set<string>();
  private lastMs = -Infinity;

  constructor(
    private readonly writer: Pick<StateWriter, 'findChanges'>,
    private readonly incidents: Incidents,
  ) {}

  /** Looks at the files, and opens or ends the incident. */
  look(nowMs: number): void {
    const changes = this.changes();
    if (changes === undefined) return;
    const writes = [...changes.values()].reduce((sum, count) => sum + count, 0);
    if (writes > this.writes) {
      this.writes = writes;
      this.lastMs = nowMs;
      for (const name of changes.keys()) this.names.add(name);
    } else if (nowMs - this.lastMs >= QUIET_MS) this.names.clear();
    this.incidents.set('other_writer', this.names.size === 0 ? undefined : told([...this.names].sort()));
  }

  // A file that cannot be looked at is no sign of another writer, and what publishes tells of it.
  private changes(): ReadonlyMap<string, number> | undefined {
    try {
      return this.writer.findChanges();
    } catch (error) {
      if (error instanceof WorldError) return undefined;
      throw error;
    }
  }
}

function told(names: readonly string[]): string {
  return `another program changed ${names.join(', ')}; live replaces ${names.length === 1 ? 'the file' : 'the files'} at the next tick, again and again: switch that writer off, or give live a directory of its own`;
}
