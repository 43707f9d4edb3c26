import type { Health } from '../../src/io/publish/health';
import { watchedFiles } from '../../src/io/follow/live-sources';
import { Pulse } from '../../src/io/follow/pulse';
import { Stream } from './live-loop';
import type { StreamOptions } from './open';

/** Live under way. */
export interface Following {
  /** Ends the cycle in progress, commits, publishes, and gives the directories up. Resolves when that is done. */
  stop(): Promise<void>;
  /** As of now; undefined until all has been looked at once. */
  health(): Health | undefined;
  /** Resolves after a stop; rejects with what made going on impossible. */
  readonly done: Promise<void>;
}

/** Follows the logs until told to stop. */
export function follow(options: StreamOptions): Following {
  const pulse = new Pulse(watchedFiles(options.logs));
  let stream: Stream | undefined;
  let hasLooked = false;
  const stopped = new AbortController();
  const goesOn = (): boolean => !stopped.signal.aborted;

  async function run(): Promise<void> {
    try {
      stream = await Stream.open({ ...options, news: pulse, signal: stopped.signal }, pulse.moment());
      while (goesOn()) {
        await stream.cycle(pulse.moment());
        hasLooked = true;
        if (goesOn()) await pulse.rest(stream.dueMs);
      }
    } finally {
      pulse.close();
      await stream?.close(pulse.moment());
    }
  }

  const done = run();
  return {
    stop: () => {
      stopped.abort();
      pulse.nudge();
      return done;
    },
    health: () => (hasLooked ? stream?.health(pulse.moment()) : undefined),
    done,
  };
}
