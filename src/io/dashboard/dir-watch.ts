import { watch, type FSWatcher } from 'node:fs';

const POLL_MS = 1000;
const SETTLE_MS = 60;
const REARM_POLLS = 5;

/**
 * Calls `look` after each change of a directory's files, when a burst of changes has settled, and once a second in any
 * case: nothing depends on hearing of a change. Only one look at a time; a change during it is followed by another.
 */
export class DirWatch {
  private watcher: FSWatcher | undefined;
  private settling: NodeJS.Timeout | undefined;
  private readonly poll: NodeJS.Timeout;
  private polls = 0;
  private looking = false;
  private again = false;
  private closed = false;

  /** `look` does not reject. */
  constructor(
    private readonly dir: string,
    private readonly look: () => Promise<void>,
  ) {
    this.arm();
    this.poll = setInterval(() => {
      // A directory that is replaced takes its watch along.
      if (++this.polls % REARM_POLLS === 0) this.arm();
      void this.now();
    }, POLL_MS);
  }

  close(): void {
    this.closed = true;
    clearInterval(this.poll);
    clearTimeout(this.settling);
    this.watcher?.close();
  }

  private arm(): void {
    this.watcher?.close();
    this.watcher = undefined;
    try {
      const watcher = watch(this.dir, { persistent: false }, () => {
        this.settling ??= setTimeout(() => {
          this.settling = undefined;
          void this.now();
        }, SETTLE_MS);
      });
      watcher.on('error', () => {
        watcher.close();
      });
      this.watcher = watcher;
    } catch {
      // The directory cannot be watched: the poll alone finds everything.
    }
  }

  private async now(): Promise<void> {
    this.again = true;
    if (this.looking) return;
    this.looking = true;
    try {
      while (this.isDue()) await this.look();
    } finally {
      this.looking = false;
    }
  }

  // Whether something was told since the last look.
  private isDue(): boolean {
    const isDue = this.again && !this.closed;
    this.again = false;
    return isDue;
  }
}
