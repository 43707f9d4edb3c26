import type { Moment } from '../src/io/live/pulse';
import type { Desk } from '../src/model/desk';
import { durationMs } from '../src/model/settings';

/** The latest tick that falls due by a promise: ticks wait until all before them is certain. */
export function lastDue(promiseMs: number, { settings }: Desk): number {
  const tick = durationMs(settings.tick);
  return (Math.ceil(promiseMs / tick) - 1) * tick;
}

/** When the first tick after those due at a moment falls due, by the steady clock. */
export function nextDueMs(moment: Moment, desk: Desk): number {
  const { settings } = desk;
  return lastPromised(moment, desk) + durationMs(settings.tick) + durationMs(settings.lateness) + 1;
}

/** A journal that begins counts its ticks from just before now: the first look answers the latest one. */
export function tickBefore(moment: Moment, desk: Desk): number {
  return lastPromised(moment, desk) - durationMs(desk.settings.tick);
}

function lastPromised({ steadyMs }: Moment, desk: Desk): number {
  return lastDue(steadyMs - durationMs(desk.settings.lateness), desk);
}
