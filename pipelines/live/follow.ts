import type { Health } from '../../src/io/publish/health';
import { watchedFiles } from '../../src/io/follow/live-sources';
import { Waker } from '../../src/io/follow/waker';
import { LiveLoop } from './live-loop';
import type { LiveOptions } from './open-live';

/** A running live. */
export interface Following {
  /** Ends the cycle in progress, commits, publishes, and gives the directories up. Resolves when that is done. */
  stop(): Promise<void>;
  /** The present health; undefined before the end of the first cycle. */
  health(): Health | undefined;
  /** Resolves after a stop; rejects with the error that ended live. */
  readonly done: Promise<void>;
}

/** Follows the logs until told to stop. */
export function follow(options: LiveOptions): Following {
  const waker = new Waker(watchedFiles(options.logs));
  let loop: LiveLoop | undefined;
  let hasLooked = false;
  const stopped = new AbortController();
  const isRunning = (): boolean => !stopped.signal.aborted;

  async function run(): Promise<void> {
    try {
      loop = await LiveLoop.open({ ...options, waker, signal: stopped.signal }, waker.readClock());
      while (isRunning()) {
        await loop.cycle(waker.readClock());
        hasLooked = true;
        if (isRunning()) await waker.sleepUntil(loop.dueMs);
      }
    } finally {
      waker.close();
      await loop?.close(waker.readClock());
    }
  }

  const done = run();
  return {
    stop: () => {
      stopped.abort();
      waker.wake();
      return done;
    },
    health: () => (hasLooked ? loop?.health(waker.readClock()) : undefined),
    done,
  };
}
