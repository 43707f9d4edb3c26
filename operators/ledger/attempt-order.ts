import type { AttemptLink } from '../../src/model/episode';
import type { OrderIds } from '../../src/model/event';
import { byCodeUnits } from '../../src/model/values/json';

/** What an attempt did to a position. */
export interface AttemptShare {
  readonly ids: OrderIds;
  readonly ts: number;
  readonly quantity: number;
}

/** The attempts, each once: that with the largest quantity first, then the earliest, then by id. */
export function attemptsInOrder(shares: readonly AttemptShare[]): readonly AttemptLink[] {
  const [first] = shares;
  if (first !== undefined && shares.length === 1) {
    const link = linkOf(first.ids);
    return nameOf(link) === undefined ? [] : [link];
  }
  const known = new Map<string, { link: AttemptLink; name: string; ts: number; quantity: number }>();
  for (const { ids, ts, quantity } of shares) {
    const link = linkOf(ids);
    const name = nameOf(link);
    if (name === undefined) continue;
    const attempt = known.get(name);
    if (attempt === undefined) known.set(name, { link, name, ts, quantity });
    else {
      attempt.ts = Math.min(attempt.ts, ts);
      attempt.quantity += quantity;
    }
  }
  return [...known.values()]
    .sort((a, b) => b.quantity - a.quantity || a.ts - b.ts || byCodeUnits(a.name, b.name))
    .map(({ link }) => link);
}

function linkOf({ attemptId, intentId }: OrderIds): AttemptLink {
  return { attemptId, intentId };
}

function nameOf({ attemptId, intentId }: AttemptLink): string | undefined {
  return attemptId ?? (intentId === undefined ? undefined : `intent ${intentId}`);
}
