import type { AttemptLink } from '../../src/model/episode';
import { byCodeUnits } from '../../src/model/values/json';

// Positions share it: a horizon has very many.
const NONE: readonly AttemptLink[] = [];

/** What an attempt did to a position. */
export interface AttemptShare {
  /** The row that names it. */
  readonly ids: AttemptLink;
  readonly ts: number;
  readonly quantity: number;
}

/**
 * The attempts that shared in a position, each once, by a row that names it: that with the largest quantity first, then
 * the earliest, then by id. `shareOf` gives the share that an item stands for.
 */
export function attemptsInOrder<T>(
  items: readonly T[],
  shareOf: (item: T) => AttemptShare | undefined,
): readonly AttemptLink[] {
  const [only] = items;
  if (only === undefined) return NONE;
  if (items.length === 1) {
    const ids = shareOf(only)?.ids;
    return ids === undefined || nameOf(ids) === undefined ? NONE : [ids];
  }
  const known = new Map<string, { ids: AttemptLink; name: string; ts: number; quantity: number }>();
  for (const item of items) {
    const share = shareOf(item);
    if (share === undefined) continue;
    const { ids, ts, quantity } = share;
    const name = nameOf(ids);
    if (name === undefined) continue;
    const attempt = known.get(name);
    if (attempt === undefined) known.set(name, { ids, name, ts, quantity });
    else {
      attempt.ts = Math.min(attempt.ts, ts);
      attempt.quantity += quantity;
    }
  }
  return [...known.values()]
    .sort((a, b) => b.quantity - a.quantity || a.ts - b.ts || byCodeUnits(a.name, b.name))
    .map(({ ids }) => ids);
}

function nameOf({ attemptId, intentId }: AttemptLink): string | undefined {
  return attemptId ?? (intentId === undefined ? undefined : `intent ${intentId}`);
}
