import { Waker, type Clocks } from '../../../src/io/follow/waker';
import { AT } from '../journal/journal-made';

/** Clocks that go on by themselves, and can be set. */
export class Hands implements Clocks {
  wall = AT;
  steady = 0;

  readonly wallMs = (): number => this.wall + performance.now();
  readonly monotonicMs = (): number => this.steady + performance.now();
}

export const steadyOf = (pulse: Waker): number => pulse.readClock().steadyMs;

/** How long each of so many rests takes. */
export async function restsOf(pulse: Waker, count: number, dueMs = Infinity): Promise<readonly number[]> {
  const rests: number[] = [];
  for (let n = 0; n < count; n++) {
    const started = performance.now();
    await pulse.sleepUntil(dueMs);
    rests.push(performance.now() - started);
  }
  return rests;
}

export async function withPulse<T>(
  use: (pulse: Waker) => Promise<T>,
  dirs: readonly string[] = [],
  clocks?: Clocks,
): Promise<T> {
  const pulse = new Waker(new Map(dirs.map((dir) => [dir, new Set(['file'])])), clocks);
  try {
    return await use(pulse);
  } finally {
    pulse.close();
  }
}

// Timers come late on a busy machine, never more than a millisecond early.
export const SOON = 200;
