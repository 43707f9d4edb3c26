import { watch, type FSWatcher } from 'node:fs';
import { now } from '../clock';

/** The two times of a moment, epoch ms. */
export interface Moment {
  /** By the machine's clock, which may be set. */
  readonly wallMs: number;
  /** By a clock that never jumps; it follows the machine's clock when that has stayed away for ten minutes. */
  readonly steadyMs: number;
}

const POLL_MS = 250;
const JITTER = 0.1;
const NUDGE_MS = 4;
const REARM_MS = 5000;
const APART_MS = 1000;
const FOLLOW_AFTER_MS = 600_000;

/**
 * When to look again: every 250 ms, give or take 10 %. A change of a watched directory only makes the next look
 * earlier: nothing depends on hearing of it.
 */
export class Pulse {
  private readonly watchers = new Map<string, FSWatcher>();
  private wake: () => void = () => undefined;
  private nudged = false;
  private looked = 0;
  private armedAt = -Infinity;
  private offset = now() - performance.now();
  private apartSince: number | undefined;

  constructor(private readonly dirs: readonly string[]) {}

  /** The present moment. */
  moment(): Moment {
    const wallMs = now();
    const steadyMs = performance.now() + this.offset;
    if (Math.abs(wallMs - steadyMs) < APART_MS) this.apartSince = undefined;
    else this.apartSince ??= steadyMs;
    if (this.apartSince !== undefined && steadyMs - this.apartSince >= FOLLOW_AFTER_MS) {
      this.offset += wallMs - steadyMs;
      this.apartSince = undefined;
    }
    return { wallMs, steadyMs: Math.floor(performance.now() + this.offset) };
  }

  /** Waits for the next look: at the latest at `dueMs` of the steady clock, sooner on a nudge or a stop. */
  async rest(dueMs: number): Promise<void> {
    this.arm();
    const started = performance.now();
    const jittered = POLL_MS * (1 - JITTER + 2 * JITTER * Math.random());
    const longest = Math.max(0, Math.min(jittered, dueMs - (started + this.offset)));
    // Between two looks other work of the process has its turn, and a burst of nudges is one.
    const least = Math.max(0, NUDGE_MS - (started - this.looked));
    await this.sleep(least, false);
    if (!this.nudged) await this.sleep(Math.max(0, longest - least), true);
    this.nudged = false;
    this.looked = performance.now();
  }

  /** Makes the rest in progress, or the next one, end at once. */
  nudge(): void {
    this.nudged = true;
    this.wake();
  }

  close(): void {
    for (const watcher of this.watchers.values()) watcher.close();
    this.watchers.clear();
  }

  private sleep(ms: number, wakeable: boolean): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.wake = wakeable
        ? () => {
            clearTimeout(timer);
            resolve();
          }
        : () => undefined;
    });
  }

  // A directory that is replaced takes its watch along; it is set anew every few seconds.
  private arm(): void {
    if (performance.now() - this.armedAt < REARM_MS) return;
    this.armedAt = performance.now();
    for (const dir of this.dirs) {
      this.watchers.get(dir)?.close();
      this.watchers.delete(dir);
      try {
        const watcher = watch(dir, { persistent: false }, () => {
          this.nudge();
        });
        watcher.on('error', () => {
          watcher.close();
        });
        this.watchers.set(dir, watcher);
      } catch {
        // No watch to be had: the poll alone finds everything.
      }
    }
  }
}
