import type { Delta } from '../../operators/core/timeline';

/** How one list became another, by object. */
export function deltaOf<T>(before: readonly T[], after: readonly T[]): Delta<T> {
  const [known, now] = [new Set(before), new Set(after)];
  return { removed: before.filter((one) => !now.has(one)), added: after.filter((one) => !known.has(one)) };
}
