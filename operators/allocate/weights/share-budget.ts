import { fromMicro, toMicro, toNano } from '../../../src/model/math/fixed';
import { byCodeUnits } from '../../../src/model/values/json';
import { EXCLUSIONS, type PhiTerms, type WeightTerms } from './allocation-terms';
import type { Budget } from './budget';
import type { Contender } from './contender';
import { holdsWeight, leastOf, rawWeight, BudgetShares } from './budget-shares';
import { weightBinding } from './weight-binding';

/**
 * How weights are made, in integers of 1e-6, each product exact, then floored: `min(⌊raw·k⌋, ⌊raw·B/T⌋)`, but either 0
 * or at least the minimum order. Those with the right to the minimum whose own weight would be less have it set aside
 * before the others share what is left.
 */
export function shareBudget(contenders: readonly Contender[], budget: Budget): readonly WeightTerms[] {
  const ranks = ranksOf(contenders, leastOf(budget));
  const shares = sharesOf(contenders, ranks, budget);
  const { least, reserved, total } = shares;
  return contenders.map((contender, i): WeightTerms => {
    const { base, tradeCap, isShut, phi } = contender;
    const terms = {
      ...budget,
      base,
      trade_cap: tradeCap,
      phi: phi.phi,
      raw: fromMicro(shares.raws[i] ?? 0),
      rank: ranks[i] ?? null,
      reserved: shares.isReserved[i] === 1,
      reserved_total: fromMicro(least * reserved),
      total_raw: fromMicro(total),
      by_mode: fromMicro(shares.byMode[i] ?? 0),
      by_budget: fromMicro(shares.byBudget[i] ?? 0),
      room: fromMicro(shares.rooms[i] ?? 0),
      weight: fromMicro(shares.weights[i] ?? 0),
    };
    return {
      ...terms,
      binding: weightBinding(terms, phi, { isShut, isTradable: shares.isTradable[i] === 1 }),
    };
  });
}

function sharesOf(
  contenders: readonly Contender[],
  ranks: readonly (number | null)[],
  budget: Budget,
): BudgetShares {
  const shares = new BudgetShares(contenders.length);
  shares.readBudget(contenders, ranks, budget);
  for (const [i, { base, isShut, phi }] of contenders.entries())
    shares.raws[i] = base === null || isShut ? 0 : rawWeight(toNano(base), toMicro(phi.phi));
  shares.share();
  return shares;
}

/** What asks for a share and may have the right to the minimum order. */
export type Ranked = Omit<Contender, 'phi'> & { readonly phi: Pick<PhiTerms, 'known_r' | 'binding'> };

/**
 * By contender its place among those that may hold the minimum order. Fixed by the configuration, the sample and what is no
 * question of degree: a right that came with a score or a mode would let another's weight rise with mine.
 */
export function ranksOf(contenders: readonly Ranked[], least: number): readonly (number | null)[] {
  const ranks = contenders.map((): number | null => null);
  if (least === 0) return ranks;
  const live = [...contenders.entries()].filter(
    ([, { base, tradeCap, isShut, phi }]) =>
      !isShut && base !== null && holdsWeight(least, base) && holdsWeight(least, tradeCap) && !isBarred(phi),
  );
  live.sort(([, a], [, b]) => a.phi.known_r - b.phi.known_r || byCodeUnits(a.name, b.name));
  for (const [nth, [i]] of live.entries()) ranks[i] = nth + 1;
  return ranks;
}

const BARRED: ReadonlySet<string> = new Set<PhiTerms['binding']>([
  ...EXCLUSIONS,
  'no_score',
  'edge_below_min',
  'usd_edge_below_min',
  'no_risk_basis',
  'usd_losing',
]);

function isBarred({ binding }: Ranked['phi']): boolean {
  return BARRED.has(binding);
}
