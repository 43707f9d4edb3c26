/** The weights of one view in 1e-6: the mode's factor, the mode's budget, and the least order (4.7). */
import { FACTORS, scaled, UNIT } from './allocate';
import { floorDiv, maxBig, minBig } from '../exact';
import type { Mode } from '../types';

export interface Candidate {
  readonly name: string;
  /** min(cap, ceiling) in 1e-9. */
  readonly bound: bigint;
  readonly phi: bigint;
  /** Enabled, capped, and nothing says that it must not trade. */
  readonly live: boolean;
  readonly n: number;
  /** The current max_trade_nav_pct in 1e-9. */
  readonly trade: bigint | null;
}

export interface Budget {
  readonly mode: Mode;
  /** Of all weights together in 1e-6, where configured. */
  readonly gross: bigint | null;
  /** In 1e-6, where there is a least order. */
  readonly least: bigint | null;
}

export function weightsOf(candidates: readonly Candidate[], budget: Budget): ReadonlyMap<string, bigint> {
  const { k } = FACTORS[budget.mode];
  const limited = (mode: Mode): bigint => minBig(FACTORS[mode].budget, budget.gross ?? UNIT);
  const most = limited(budget.mode);
  const raws = new Map(candidates.map(({ name, bound, phi }) => [name, scaled(bound, phi)]));
  const raw = (name: string): bigint => raws.get(name) ?? 0n;
  const least = budget.least;
  if (least === null) return shared(candidates, raws, k, most);
  // A right that a stricter mode could not feed is none.
  const rights = rightsTo(candidates, least, minBig(limited('normal'), 2n * limited('defensive')));
  const probes = new Set(
    candidates
      .filter(({ name }) => rights.has(name) && raw(name) > 0n && floorDiv(raw(name) * k, UNIT) < least)
      .map(({ name }) => name),
  );
  for (;;) {
    const others = candidates.filter(({ name }) => !probes.has(name));
    const left = maxBig(0n, most - least * BigInt(probes.size));
    const weights = shared(others, raws, k, left);
    const joining = others.filter(
      ({ name }) => rights.has(name) && raw(name) > 0n && (weights.get(name) ?? 0n) < least,
    );
    if (joining.length === 0) return withLeast(candidates, probes, weights, least, k);
    for (const { name } of joining) probes.add(name);
  }
}

/** The first live ones, by how little is known of them, as many as half the budget feeds. */
function rightsTo(candidates: readonly Candidate[], least: bigint, budget: bigint): ReadonlySet<string> {
  const order = (a: Candidate, b: Candidate): number => a.n - b.n || (a.name < b.name ? -1 : 1);
  const able = candidates
    .filter((each) => each.live && least * 1000n <= each.bound && isTradable(each, least))
    .sort(order);
  return new Set(able.slice(0, Number(floorDiv(budget, 2n * least))).map(({ name }) => name));
}

function shared(
  candidates: readonly Candidate[],
  raws: ReadonlyMap<string, bigint>,
  k: bigint,
  budget: bigint,
): Map<string, bigint> {
  const total = candidates.reduce((sum, { name }) => sum + (raws.get(name) ?? 0n), 0n);
  return new Map(
    candidates.map(({ name }) => {
      const raw = raws.get(name) ?? 0n;
      const weight = total === 0n ? 0n : minBig(floorDiv(raw * k, UNIT), floorDiv(raw * budget, total));
      return [name, weight];
    }),
  );
}

// No order as small as the least one may be placed where the current limit of a trade lies below it.
function isTradable({ trade }: Candidate, least: bigint): boolean {
  return trade === null || least * 1000n <= trade;
}

function withLeast(
  candidates: readonly Candidate[],
  probes: ReadonlySet<string>,
  weights: ReadonlyMap<string, bigint>,
  least: bigint,
  k: bigint,
): ReadonlyMap<string, bigint> {
  return new Map(
    candidates.map((each) => {
      const own = weights.get(each.name) ?? 0n;
      if (probes.has(each.name)) return [each.name, least <= scaled(each.bound, k) ? least : 0n];
      return [each.name, own >= least && isTradable(each, least) ? own : 0n];
    }),
  );
}
