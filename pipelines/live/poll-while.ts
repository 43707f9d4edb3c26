import type { ClockReading, WakeSignal } from '../../src/io/follow/waker';

/** What to do while a write is under way. */
export type WhileWriting = <T>(work: Promise<T>) => Promise<T>;

/** Wait for the write, and do nothing else. */
export const blocking: WhileWriting = (work) => work;

/**
 * Polls at each wake-up until the work is done or `mayContinue` is false. Returns when the work is done and no poll is
 * under way, even if one of them failed.
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
