import { setImmediate } from 'node:timers/promises';

/** Between two pieces of work: what came meanwhile has its turn. One round may end before news is fetched; two do not. */
export async function yieldToEventLoop(): Promise<void> {
  await setImmediate();
  await setImmediate();
}
