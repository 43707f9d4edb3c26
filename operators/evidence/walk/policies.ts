import type { AdviceFrame, SymbolAdvice } from './advice-frame';

/** The policies that are held against each other, in the order in which they are shown. */
export const POLICIES = [
  ...['weights', 'caps', 'status_quo', 'stand_down', 'mode_only'],
  ...['equal_weight', 'inverse_vol', 'rank', 'winners', 'edge_gate', 'truth'],
] as const;
export type Policies = Readonly<Record<string, number>>;

const LEAST_SD = 0.05;
const TRUSTED = 20;

/** What the policies need besides the advice. */
export interface PolicyContext {
  /** The symbols that advice is given for, in order of name. */
  readonly symbols: readonly string[];
  readonly edgeMin: number;
  /** What `intel simulate` made true: mean R of each symbol; undefined outside a simulation. */
  readonly trueR: ReadonlyMap<string, number> | undefined;
}

/**
 * By policy, what share of its size a trade of the symbol would have had. No benchmark exceeds the desk's caps. Undefined
 * where there is no advice for the symbol.
 */
export function policyMultiples(
  frame: AdviceFrame,
  symbol: string,
  { edgeMin, trueR }: PolicyContext,
): Policies | undefined {
  const advice = frame.symbols.get(symbol);
  if (advice === undefined) return undefined;
  const { base, weight, maxNav, record } = advice;
  const all = [...frame.symbols.values()];
  const bases = all.map((each) => each.base);
  const place = all.indexOf(advice);
  const shared = (shares: readonly number[]): number => sharedMultiple(bases, shares, place);
  const isWinner = record.count === 0 || (record.avg_r !== null && record.avg_r > 0);
  const truth = trueR === undefined ? {} : { truth: (trueR.get(symbol) ?? 0) > 0 ? 1 : 0 };
  return {
    weights: weight / base,
    caps: maxNav / base,
    status_quo: 1,
    stand_down: 0,
    mode_only: frame.k,
    equal_weight: shared(bases.map((own) => 1 / own)),
    inverse_vol: shared(inverseVolatilities(all)),
    rank: shared(ranksOfMeans(all)),
    winners: isWinner ? 1 : 0,
    edge_gate: record.edge >= edgeMin ? 1 : 0,
    ...truth,
  };
}

// S·share/Σ(share·b), at most 1: the same money, parted otherwise.
function sharedMultiple(bases: readonly number[], shares: readonly number[], place: number): number {
  let [total, weighted] = [0, 0];
  for (let i = 0; i < bases.length; i++) {
    const base = bases[i] ?? 0;
    total += base;
    weighted += (shares[i] ?? 0) * base;
  }
  return weighted === 0 ? 0 : Math.min(1, (total * (shares[place] ?? 0)) / weighted);
}

function inverseVolatilities(all: readonly SymbolAdvice[]): readonly number[] {
  const deviations = all.map(({ record }) => deviationOf(record));
  const known = Float64Array.from(deviations.filter((deviation) => deviation !== undefined)).sort();
  const typical = known[Math.floor(known.length / 2)] ?? 1;
  return deviations.map((deviation = typical) => 1 / Math.max(deviation, LEAST_SD));
}

function deviationOf({ known_r, std_r }: SymbolAdvice['record']): number | undefined {
  return known_r < TRUSTED || std_r === null ? undefined : std_r;
}

// 1 for the worst mean net, ties averaged; without a trade a mean is 0.
function ranksOfMeans(all: readonly SymbolAdvice[]): readonly number[] {
  const means = new Float64Array(all.length);
  for (let i = 0; i < all.length; i++) means[i] = all[i]?.record.avg_return ?? 0;
  return all.map((_, place) => {
    const own = means[place] ?? 0;
    let [below, equal] = [0, 0];
    for (let i = 0; i < means.length; i++) {
      const mean = means[i] ?? 0;
      if (mean < own) below++;
      else if (mean === own) equal++;
    }
    return below + (equal + 1) / 2;
  });
}
