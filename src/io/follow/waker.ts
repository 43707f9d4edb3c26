import { watch, type FSWatcher } from 'node:fs';
import { now } from '../files/clock';

/** The two times of a moment, epoch ms. */
export interface ClockReading {
  /** By the machine's clock, which may be set. */
  readonly wallMs: number;
  /** By a clock that never jumps; it follows the machine's clock when that has stayed away for ten minutes. */
  readonly steadyMs: number;
}

/** Where the time comes from: the machine's clock, epoch ms, and one that only ever goes on. */
export interface Clocks {
  readonly wallMs: () => number;
  readonly monotonicMs: () => number;
}

const CLOCKS: Clocks = { wallMs: now, monotonicMs: () => performance.now() };
const POLL_MS = 250;
const JITTER = 0.1;
/** Looks have a budget: a look costs LOOK_MS of it, quiet time saves up to SAVED_MS. Rows come in twos and threes. */
const LOOK_MS = 4;
const SAVED_MS = 28;
const REARM_MS = 5000;
const APART_MS = 1000;
const FOLLOW_AFTER_MS = 600_000;

/** Wakes the loop when there is something to read, also during a write. */
export type WakeSignal = Pick<Waker, 'readClock' | 'wakeOr'>;

/**
 * When to look again: every 250 ms, give or take 10 %. A change of a watched file only makes the next look earlier:
 * nothing depends on hearing of it.
 */
export class Waker {
  private readonly watchers = new Map<string, FSWatcher>();
  // End the sleep in progress: as soon as may be, or at once.
  private hasten: () => void = () => undefined;
  private endSleep: () => void = () => undefined;
  private isWoken = false;
  // Up to this moment the budget is spent.
  private spentMs = -Infinity;
  private armedAt = -Infinity;
  private offset: number;
  private apartSince: number | undefined;
  private metMs = -Infinity;

  /** `watched`: the names of the files of a directory that are worth a look. */
  constructor(
    private readonly watched: ReadonlyMap<string, ReadonlySet<string>>,
    private readonly clocks: Clocks = CLOCKS,
  ) {
    this.offset = clocks.wallMs() - clocks.monotonicMs();
  }

  /** The present moment. */
  readClock(): ClockReading {
    const wallMs = this.clocks.wallMs();
    const steadyMs = this.steadyMs();
    if (Math.abs(wallMs - steadyMs) < APART_MS) this.apartSince = undefined;
    else this.apartSince ??= steadyMs;
    if (this.apartSince !== undefined && steadyMs - this.apartSince >= FOLLOW_AFTER_MS) {
      this.offset += wallMs - steadyMs;
      this.apartSince = undefined;
    }
    return { wallMs, steadyMs: Math.floor(this.steadyMs()) };
  }

  /**
   * Waits for the next look: at the latest at `dueMs` of the steady clock, sooner on a nudge. A moment that is past
   * makes one look earlier and no more: what was due then and could not be done waits like everything else.
   */
  async sleepUntil(dueMs: number): Promise<void> {
    this.watchDirectories();
    await this.sleep(dueMs > this.metMs ? dueMs - this.steadyMs() : Infinity);
    this.spendLook();
    if (this.steadyMs() >= dueMs) this.metMs = dueMs;
  }

  /** Waits until it is time to look, or for the end of the work, however it ends. False: the work is over. */
  async wakeOr(work: Promise<unknown>): Promise<boolean> {
    const over = (): boolean => {
      this.endSleep();
      return false;
    };
    const goesOn = await Promise.race([work.then(over, over), this.sleep(Infinity).then(() => true)]);
    if (goesOn) this.spendLook();
    return goesOn;
  }

  /** Makes the next look, or one that is waited for, come as soon as may be. */
  wake(): void {
    if (this.isWoken) return;
    this.isWoken = true;
    this.hasten();
  }

  close(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private steadyMs(): number {
    return this.clocks.monotonicMs() + this.offset;
  }

  private spendLook(): void {
    this.isWoken = false;
    this.spentMs = Math.max(this.spentMs, this.clocks.monotonicMs() - SAVED_MS) + LOOK_MS;
  }

  // At most 250 looks a second in the long run: other work of the process has its turn, and many wake-ups make few looks.
  private leastMs(): number {
    return Math.max(0, this.spentMs - this.clocks.monotonicMs());
  }

  // Until the next poll, or for a shorter time; after a nudge, only for the least.
  private async sleep(ms: number): Promise<void> {
    const jittered = POLL_MS * (1 - JITTER + 2 * JITTER * Math.random());
    const leastMs = this.leastMs();
    await new Promise<void>((resolve) => {
      let timer = setTimeout(resolve, this.isWoken ? leastMs : Math.max(leastMs, Math.min(jittered, ms)));
      this.endSleep = () => {
        clearTimeout(timer);
        resolve();
      };
      this.hasten = () => {
        // A timer takes a millisecond even for nothing.
        const restMs = this.leastMs();
        if (restMs === 0) this.endSleep();
        else {
          clearTimeout(timer);
          timer = setTimeout(resolve, restMs);
        }
      };
    });
    this.hasten = () => undefined;
    this.endSleep = () => undefined;
  }

  // A directory that is replaced takes its watch along; it is set anew every few seconds.
  private watchDirectories(): void {
    if (this.clocks.monotonicMs() - this.armedAt < REARM_MS) return;
    this.armedAt = this.clocks.monotonicMs();
    for (const [dir, names] of this.watched) {
      this.watchers.get(dir)?.close();
      this.watchers.delete(dir);
      try {
        const watcher = watch(dir, { persistent: false }, (_, name) => {
          // Not for temporary files, nor for our own output in the executor's directory.
          if (name === null || names.has(name)) this.wake();
        });
        watcher.on('error', () => {
          watcher.close();
        });
        this.watchers.set(dir, watcher);
      } catch {
        // The directory cannot be watched: the poll alone finds everything.
      }
    }
  }
}
