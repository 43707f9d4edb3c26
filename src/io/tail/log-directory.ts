import { readdirSync, statSync } from 'node:fs';
import { codeOf } from '../files/failures';

/** Tells a log that was deleted from one that has gone with its directory: unmounted, or removed as a whole. */
export class LogDirectory {
  // The directory in which the log was last seen; empty where it has gone since, or was not looked for yet.
  private seen = '';

  constructor(private readonly dir: string) {}

  /** The log is there. */
  noteLog(): void {
    this.seen = identityOf(this.dir);
  }

  /**
   * Why nobody can know the rows of a log that was read before and has no file now. Undefined if its directory is
   * there: then it was deleted. An empty directory in the place of another is one that nothing is mounted on.
   */
  absence(): string | undefined {
    const { dir, seen } = this;
    const found = identityOf(dir);
    if (found !== '' && (found === seen || readdirSync(dir).length > 0)) return undefined;
    this.seen = '';
    return `the log is gone with its directory: ${dir} ${found === '' ? 'does not exist' : 'is empty'}`;
  }
}

// Empty when there is no directory.
function identityOf(dir: string): string {
  try {
    const stats = statSync(dir, { bigint: true, throwIfNoEntry: false });
    return stats?.isDirectory() === true ? `${stats.dev}:${stats.ino}` : '';
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return '';
    throw error;
  }
}
