import { floorMulDiv, fromMicro, MICRO, NANO, toMicro, toNano } from '../../../src/model/math/fixed';
import { byCodeUnits } from '../../../src/model/values/json';
import { EXCLUSIONS, type PhiTerms, type WeightTerms } from './allocation-terms';
import type { Budget } from './budget';
import type { Contender } from './contender';
import { weightBinding } from './weight-binding';

/**
 * How weights are made, in integers of 1e-6, each product exact, then floored: `min(⌊raw·k⌋, ⌊raw·B/T⌋)`, but either 0
 * or at least the minimum order. Those with the right to the minimum whose own weight would be less have it set aside
 * before the others share what is left.
 */
export function shareBudget(contenders: readonly Contender[], budget: Budget): readonly WeightTerms[] {
  const { shares, reserved, least, total } = sharesOf(contenders, budget);
  return shares.map(({ claim, byBudget, room, isReserved, isTradable, weight }): WeightTerms => {
    const { base, tradeCap, isShut, phi } = claim.contender;
    const terms = {
      ...budget,
      base,
      trade_cap: tradeCap,
      phi: phi.phi,
      raw: fromMicro(claim.raw),
      rank: claim.rank,
      reserved: isReserved,
      reserved_total: fromMicro(least * reserved.size),
      total_raw: fromMicro(total),
      by_mode: fromMicro(claim.byMode),
      by_budget: fromMicro(byBudget),
      room: fromMicro(room),
      weight: fromMicro(weight),
    };
    return { ...terms, binding: weightBinding(terms, phi, { isShut, isTradable }) };
  });
}

/** The weights alone, in the order of the contenders. */
export function budgetWeights(contenders: readonly Contender[], budget: Budget): readonly number[] {
  return sharesOf(contenders, budget).shares.map(({ weight }) => fromMicro(weight));
}

interface Share {
  readonly claim: Claim;
  readonly byBudget: number;
  readonly room: number;
  readonly isReserved: boolean;
  readonly isTradable: boolean;
  readonly weight: number;
}

function sharesOf(contenders: readonly Contender[], budget: Budget) {
  const least = toMicro(budget.min_weight ?? 0);
  const [k, all] = [toMicro(budget.k), toMicro(budget.budget)];
  const ranks = ranksOf(contenders, least);
  const claims = contenders.map((contender): Claim => {
    const raw = rawWeight(contender);
    const rank = ranks.get(contender) ?? null;
    const hasRight = raw > 0 && rank !== null && rank <= (budget.rights ?? 0);
    return { contender, raw, rank, hasRight, byMode: floorMulDiv(raw, k, MICRO) };
  });
  const reserved = reservedFor(claims, least, all);
  const { left, total } = restOf(claims, reserved, least, all);
  const shares = claims.map((claim): Share => {
    const { base, tradeCap } = claim.contender;
    const isReserved = reserved.has(claim);
    const byBudget = isReserved ? 0 : portion(claim.raw, left, total);
    const room = base === null ? 0 : floorMulDiv(toNano(base), k, NANO);
    const own = Math.min(claim.byMode, byBudget);
    const isTradable = isWithin(least, tradeCap);
    const weight = isReserved ? (least <= room ? least : 0) : isTradable && own >= least ? own : 0;
    return { claim, byBudget, room, isReserved, isTradable, weight };
  });
  return { shares, reserved, least, total };
}

interface Claim {
  readonly contender: Contender;
  /** ⌊base·phi⌋. */
  readonly raw: number;
  readonly rank: number | null;
  /** To the minimum order. */
  readonly hasRight: boolean;
  readonly byMode: number;
}

function rawWeight({ base, isShut, phi }: Contender): number {
  return base === null || isShut ? 0 : floorMulDiv(toNano(base), toMicro(phi.phi), NANO);
}

// Fixed by the configuration, the sample and what is no question of degree: a right that came with a score or a mode
// would let another's weight rise with mine.
function ranksOf(contenders: readonly Contender[], least: number): ReadonlyMap<Contender, number> {
  if (least === 0) return new Map();
  const live = contenders.filter(
    ({ base, tradeCap, isShut, phi }) =>
      !isShut && base !== null && isWithin(least, base) && isWithin(least, tradeCap) && !isBarred(phi),
  );
  live.sort((a, b) => a.phi.known_r - b.phi.known_r || byCodeUnits(a.name, b.name));
  return new Map(live.map((contender, i) => [contender, i + 1]));
}

const BARRED: ReadonlySet<string> = new Set<PhiTerms['binding']>([
  ...EXCLUSIONS,
  'no_score',
  'edge_below_min',
  'usd_edge_below_min',
  'no_risk_basis',
  'usd_losing',
]);

function isBarred({ binding }: PhiTerms): boolean {
  return BARRED.has(binding);
}

function isWithin(units: number, cap: number | null): boolean {
  return cap === null || units * (NANO / MICRO) <= toNano(cap);
}

/** Those with the right to the minimum whose own weight is less; each that joins them may leave another too little. */
function reservedFor(claims: readonly Claim[], least: number, budget: number): ReadonlySet<Claim> {
  const reserved = new Set(claims.filter(({ hasRight, byMode }) => hasRight && byMode < least));
  for (;;) {
    const { left, total } = restOf(claims, reserved, least, budget);
    const joining = claims.filter(
      (claim) => claim.hasRight && !reserved.has(claim) && portion(claim.raw, left, total) < least,
    );
    if (joining.length === 0) return reserved;
    for (const claim of joining) reserved.add(claim);
  }
}

/** What is left of the budget, and the raw weights that share it. */
function restOf(
  claims: readonly Claim[],
  reserved: ReadonlySet<Claim>,
  least: number,
  budget: number,
): { readonly left: number; readonly total: number } {
  const others = claims.filter((claim) => !reserved.has(claim));
  return {
    left: Math.max(0, budget - least * reserved.size),
    total: others.reduce((sum, { raw }) => sum + raw, 0),
  };
}

function portion(raw: number, budget: number, total: number): number {
  return total === 0 ? 0 : floorMulDiv(raw, budget, total);
}
