import { OwnerError } from '../../src/io/files/failures';
import { pause } from '../../src/io/follow/pause';
import type { ClockReading, Waker } from '../../src/io/follow/waker';
import type { Health, SeenHealth } from '../../src/io/publish/health';
import type { WarmFold } from '../journal/warm-fold';
import type { LiveOptions } from './open-live';

/** Something that follows until it is told to stop. */
export interface Following<H = Health> {
  /** Ends the cycle in progress, commits, publishes, and gives the directories up. Resolves when that is done. */
  stop(): Promise<void>;
  /** Opens an incident of the host's, changes its message, or ends it (undefined). */
  warn(code: string, message: string | undefined): void;
  /** The present health; undefined before the end of the first cycle. */
  health(): H | undefined;
  /** Resolves after a stop; rejects with the error that ended it. */
  readonly done: Promise<void>;
}

/** What whoever watches over it needs of it. */
export type Watched = Pick<Following<SeenHealth>, 'health' | 'warn'>;

/** What it takes to follow, and whether to wait where another has the directories. */
export type Standby<Options> = Options & {
  /** Wait until the directories are free, and go on then from where the other stopped; else that is an OwnerError. */
  readonly standby?: boolean | undefined;
};

/** What is driven by cycles. */
interface Loop<H> {
  /** When it must look again at the latest, by the steady clock. */
  readonly dueMs: number;
  cycle(clock: ClockReading): Promise<void>;
  close(clock: ClockReading): Promise<void>;
  health(clock: ClockReading): H | undefined;
  warn(code: string, message: string | undefined): void;
}

// What comes meanwhile is no reason to try a lock sooner.
const STANDBY_MS = 250;

/** Has cycles made, one after the other, until it is told to stop or one fails. `warm` looks while it waits. */
export function drive<H>(
  waker: Waker,
  { standby, onIncident }: Standby<Pick<LiveOptions, 'onIncident'>>,
  open: (signal: AbortSignal) => Promise<Loop<H>>,
  warm?: Pick<WarmFold, 'look'>,
): Following<H> {
  let loop: Loop<H> | undefined;
  let hasLooked = false;
  const warnings = new Map<string, string | undefined>();
  const stopped = new AbortController();
  const isRunning = (): boolean => !stopped.signal.aborted;

  async function whenFree(): Promise<Loop<H> | undefined> {
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
      await warm?.look(stopped.signal);
      await pause(STANDBY_MS, stopped.signal);
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

/** Has something follow until a signal; throws what ended it before. */
export async function followUntil(
  following: Pick<Following, 'stop' | 'done'>,
  signal: AbortSignal,
): Promise<void> {
  const stop = (): void => void following.stop().catch(() => undefined);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    await following.done;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
