import type { ClockReading, WakeSignal } from '../../src/io/follow/waker';

/** What is done while work that the disk takes its time for is under way. */
export type Meanwhile = <T>(work: Promise<T>) => Promise<T>;

/** Nothing else is done meanwhile. */
export const alone: Meanwhile = (work) => work;

/**
 * Looks whenever there is news, as long as the work takes and `mayContinue` says so. Comes back when the work is over and
 * no look is under way, also where one of them failed.
 */
export async function pollWhile<T>(
  work: Promise<T>,
  waker: WakeSignal,
  mayContinue: () => boolean,
  poll: (clock: ClockReading) => Promise<unknown>,
): Promise<T> {
  try {
    while (mayContinue() && (await waker.wakeOr(work))) await poll(waker.readClock());
  } finally {
    await Promise.allSettled([work]);
  }
  return work;
}
