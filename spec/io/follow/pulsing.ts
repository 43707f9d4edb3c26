import { setImmediate } from 'node:timers/promises';
import { Waker, type Clocks } from '../../../src/io/follow/waker';
import { AT } from '../journal/journal-made';

interface Timer {
  readonly atMs: number;
  readonly act: () => void;
}

/** Clocks and timers that go on only when a spec says so. */
export class Hands implements Clocks {
  wall = AT;
  steady = 0;
  private readonly timers = new Set<Timer>();

  readonly wallMs = (): number => this.wall;
  readonly monotonicMs = (): number => this.steady;

  /** Goes on by a millisecond: timers that are due act, and all that follows at once has its turn. */
  async goOn(): Promise<void> {
    this.wall++;
    this.steady++;
    for (const timer of this.timers)
      if (timer.atMs <= this.steady) {
        this.timers.delete(timer);
        timer.act();
      }
    await setImmediate();
  }

  /** Runs `use` where `setTimeout` goes by these hands. */
  async during<T>(use: () => Promise<T>): Promise<T> {
    const real = { setTimeout, clearTimeout };
    const fake = {
      setTimeout: (act: () => void, ms: number): Timer => {
        const timer = { atMs: this.steady + ms, act };
        this.timers.add(timer);
        return timer;
      },
      clearTimeout: (timer: Timer) => this.timers.delete(timer),
    };
    Object.assign(globalThis, fake);
    try {
      return await use();
    } finally {
      Object.assign(globalThis, real);
    }
  }

  /** How long it takes until this is over, ms. */
  async timed(work: Promise<unknown>): Promise<number> {
    const startedMs = this.steady;
    let isOver = false;
    void work.finally(() => (isOver = true));
    await setImmediate();
    while (!isOver) await this.goOn();
    return this.steady - startedMs;
  }

  /** How long each of so many rests takes, ms. */
  async restsOf(pulse: Waker, count: number, dueMs = Infinity): Promise<readonly number[]> {
    const rests: number[] = [];
    for (let n = 0; n < count; n++) rests.push(await this.timed(pulse.sleepUntil(dueMs)));
    return rests;
  }
}

export async function withPulse<T>(
  use: (pulse: Waker, hands: Hands) => Promise<T>,
  dirs: readonly string[] = [],
): Promise<T> {
  const hands = new Hands();
  return hands.during(async () => {
    const pulse = new Waker(new Map(dirs.map((dir) => [dir, new Set(['file'])])), hands);
    try {
      return await use(pulse, hands);
    } finally {
      pulse.close();
    }
  });
}

/** The shortest and the longest time between two polls, ms. */
export const POLL = [225, 275] as const;
/** No poll comes as soon as this, ms. */
export const SOON = 40;
