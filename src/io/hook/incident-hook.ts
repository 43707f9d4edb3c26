import { setTimeout as pause } from 'node:timers/promises';
import { MINUTE } from '../../model/values/time';
import { runCommand } from './run-command';

/** How many commands are started in any minute, how long one may take, and how many incidents may wait. */
export const HOOK_LIMITS = { perMinute: 10, limitMs: 10_000, mostWaiting: 30 } as const;

export interface HookOptions {
  /** For `sh -c`. */
  readonly command: string;
  readonly perMinute: number;
  readonly limitMs: number;
  readonly mostWaiting: number;
  /** What is wrong with the telling, in words; undefined: nothing any more. */
  readonly onTrouble: (message: string | undefined) => void;
}

/** The clock and the timer, which specs drive. */
export interface HookTimer {
  /** Steady, in ms. */
  readonly nowMs: () => number;
  readonly wait: (ms: number, options: { readonly signal: AbortSignal }) => Promise<unknown>;
}

const REAL: HookTimer = {
  nowMs: () => performance.now(),
  wait: (ms, options) => pause(ms, undefined, options),
};

/**
 * Tells a command of incidents: one run for each, one after the other, in their order, never more in a minute than
 * allowed. Where too many wait, the oldest is dropped, and the next object says how many were.
 */
export class IncidentHook {
  private readonly waiting: object[] = [];
  private readonly starts: number[] = [];
  private readonly closing = new AbortController();
  private readonly ending = new AbortController();
  private dropped = 0;
  private telling: Promise<void> | undefined;

  constructor(
    private readonly options: HookOptions,
    private readonly timer = REAL,
  ) {}

  /** Takes an incident, and returns at once. */
  tell(incident: object): void {
    this.waiting.push(incident);
    if (this.waiting.length > this.options.mostWaiting) {
      this.waiting.shift();
      this.dropped++;
      this.options.onTrouble(this.droppedText());
    }
    this.telling ??= this.tellAll();
  }

  /**
   * Ends it: what waits is told as far as the rate allows and `graceMs` lasts, and what runs then is killed. The number
   * of incidents that were not told.
   */
  async close(graceMs: number): Promise<number> {
    this.closing.abort();
    const late = setTimeout(() => {
      this.dropped += this.waiting.splice(0).length;
      this.ending.abort();
    }, graceMs);
    await this.telling;
    clearTimeout(late);
    return this.dropped + this.waiting.length;
  }

  private async tellAll(): Promise<void> {
    while (this.waiting.length > 0 && (await this.isAllowed())) {
      const incident = this.waiting.shift();
      if (incident !== undefined) await this.tellOne(incident);
    }
    this.telling = undefined;
  }

  private async tellOne(incident: object): Promise<void> {
    const { command, limitMs, onTrouble } = this.options;
    const { dropped } = this;
    this.dropped = 0;
    this.starts.push(this.timer.nowMs());
    const input = `${JSON.stringify({ ...incident, dropped })}\n`;
    const failure = await runCommand(command, { input, limitMs, signal: this.ending.signal });
    if (failure === undefined) {
      onTrouble(this.dropped === 0 ? undefined : this.droppedText());
      return;
    }
    // It is not tried again; the next object counts it.
    this.dropped += dropped + 1;
    onTrouble(`the command of --on-incident failed: ${failure}`);
  }

  // Waits until another command may be started. False: it is time to stop, and the rate does not allow it.
  private async isAllowed(): Promise<boolean> {
    const { perMinute } = this.options;
    for (;;) {
      const nowMs = this.timer.nowMs();
      while ((this.starts[0] ?? Infinity) <= nowMs - MINUTE) this.starts.shift();
      const [oldest] = this.starts;
      if (oldest === undefined || this.starts.length < perMinute) return true;
      try {
        await this.timer.wait(oldest + MINUTE - nowMs, { signal: this.closing.signal });
      } catch {
        return false;
      }
    }
  }

  private droppedText(): string {
    const { perMinute, mostWaiting } = this.options;
    return `${String(this.dropped)} incidents were not told: more than ${String(mostWaiting)} waited, and ${String(perMinute)} a minute are told`;
  }
}
