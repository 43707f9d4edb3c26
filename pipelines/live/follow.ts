import type { Health } from '../../src/io/publish/health';
import { OwnerError } from '../../src/io/files/failures';
import { watchedFiles } from '../../src/io/follow/live-sources';
import { Waker, type ClockReading } from '../../src/io/follow/waker';
import { JournalFollower, type JournalFollowOptions } from './journal-follower';
import { LiveLoop } from './live-loop';
import type { LiveOptions } from './open-live';

/** Something that follows until it is told to stop. */
export interface Following {
  /** Ends the cycle in progress, commits, publishes, and gives the directories up. Resolves when that is done. */
  stop(): Promise<void>;
  /** Opens an incident of the host's, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void;
  /** The present health; undefined before the end of the first cycle. */
  health(): Health | undefined;
  /** Resolves after a stop; rejects with the error that ended it. */
  readonly done: Promise<void>;
}

/** What it takes to follow, and whether to wait where another has the directories. */
type Standby<Options> = Options & {
  /** Wait until the directories are free, and go on then from where the other stopped; else that is an OwnerError. */
  readonly standby?: boolean | undefined;
};

/** Follows the logs. */
export function follow(options: Standby<LiveOptions>): Following {
  const waker = new Waker(watchedFiles(options.logs));
  return drive(waker, options, (signal) => LiveLoop.open({ ...options, waker, signal }, waker.readClock()));
}

/** Follows the journal of a live. */
export function followJournal(options: Standby<JournalFollowOptions>): Following {
  const waker = new Waker(new Map());
  return drive(waker, options, (signal) => JournalFollower.open({ ...options, signal }));
}

/** What is driven by cycles. */
interface Loop {
  /** When it must look again at the latest, by the steady clock. */
  readonly dueMs: number;
  cycle(clock: ClockReading): Promise<void>;
  close(clock: ClockReading): Promise<void>;
  health(clock: ClockReading): Health | undefined;
  warn(code: string, message: string | undefined): void;
}

function drive(
  waker: Waker,
  { standby, onIncident }: Standby<Pick<LiveOptions, 'onIncident'>>,
  open: (signal: AbortSignal) => Promise<Loop>,
): Following {
  let loop: Loop | undefined;
  let hasLooked = false;
  const warnings = new Map<string, string | undefined>();
  const stopped = new AbortController();
  const isRunning = (): boolean => !stopped.signal.aborted;

  async function whenFree(): Promise<Loop | undefined> {
    const tell = (message: string): void => {
      onIncident({ level: 'info', code: 'standby', message, phase: 'event' });
    };
    let held: string | undefined;
    while (isRunning()) {
      try {
        const opened = await open(stopped.signal);
        if (held !== undefined) tell(`goes on: ${held}, which has ended`);
        return opened;
      } catch (error) {
        if (!(error instanceof OwnerError)) throw error;
        if (error.held !== held) tell(`waits: ${error.held}`);
        held = error.held;
      }
      await waker.sleepUntil(Infinity);
    }
    return undefined;
  }

  async function run(): Promise<void> {
    try {
      loop = await (standby === true ? whenFree() : open(stopped.signal));
      for (const [code, message] of warnings) loop?.warn(code, message);
      while (loop !== undefined && isRunning()) {
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
    warn: (code, message) => {
      if (loop === undefined) warnings.set(code, message);
      else loop.warn(code, message);
    },
    health: () => (hasLooked ? loop?.health(waker.readClock()) : undefined),
    done,
  };
}
