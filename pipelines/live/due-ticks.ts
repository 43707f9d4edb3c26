import type { ClockReading } from '../../src/io/follow/waker';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs } from '../../src/model/fund/settings';

/** The latest tick that falls due by a promise: ticks wait until all before them is certain. */
export function lastDue(watermarkMs: number, { settings }: Desk): number {
  const tick = durationMs(settings.tick);
  return (Math.ceil(watermarkMs / tick) - 1) * tick;
}

/** When the first tick after those that are due at a moment falls due, by the steady clock. */
export function nextDueMs(clock: ClockReading, desk: Desk): number {
  const { tick, lateness } = desk.settings;
  return lastDueAt(clock, desk) + durationMs(tick) + durationMs(lateness) + 1;
}

/** A journal that begins counts its ticks from just before now: the first look answers the latest one. */
export function tickBefore(clock: ClockReading, desk: Desk): number {
  return lastDueAt(clock, desk) - durationMs(desk.settings.tick);
}

function lastDueAt({ steadyMs }: ClockReading, desk: Desk): number {
  return lastDue(steadyMs - durationMs(desk.settings.lateness), desk);
}
