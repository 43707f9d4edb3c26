import type { ClockReading } from '../../src/io/follow/waker';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs } from '../../src/model/fund/settings';
import { lastTickBefore } from '../../src/model/values/time';

/** When the first tick after those that are due at a moment falls due, by the steady clock. */
export function nextDueMs({ steadyMs }: ClockReading, { settings }: Desk): number {
  const [tickMs, latenessMs] = [durationMs(settings.tick), durationMs(settings.lateness)];
  return lastTickBefore(steadyMs - latenessMs, tickMs) + tickMs + latenessMs + 1;
}
