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
  let bases = 0;
  for (const each of all) bases += each.base;
  const shared = (share: (of: SymbolAdvice) => number): number => sharedMultiple(all, bases, advice, share);
  const isWinner = record.count === 0 || (record.avg_r !== null && record.avg_r > 0);
  const truth = trueR === undefined ? {} : { truth: (trueR.get(symbol) ?? 0) > 0 ? 1 : 0 };
  return {
    weights: weight / base,
    caps: maxNav / base,
    status_quo: 1,
    stand_down: 0,
    mode_only: frame.k,
    equal_weight: shared((of) => 1 / of.base),
    inverse_vol: shared(inverseVolatility(all)),
    rank: shared(rankOfMean(all)),
    winners: isWinner ? 1 : 0,
    edge_gate: record.edge >= edgeMin ? 1 : 0,
    ...truth,
  };
}

// S·share/Σ(share·b), at most 1: the same money, parted otherwise.
function sharedMultiple(
  all: readonly SymbolAdvice[],
  bases: number,
  own: SymbolAdvice,
  share: (of: SymbolAdvice) => number,
): number {
  let weighted = 0;
  for (const each of all) weighted += share(each) * each.base;
  return weighted === 0 ? 0 : Math.min(1, (bases * share(own)) / weighted);
}

function inverseVolatility(all: readonly SymbolAdvice[]): (of: SymbolAdvice) => number {
  const known = all.flatMap(({ record }) => deviationOf(record) ?? []).sort((a, b) => a - b);
  const typical = known[Math.floor(known.length / 2)] ?? 1;
  return ({ record }) => 1 / Math.max(deviationOf(record) ?? typical, LEAST_SD);
}

function deviationOf({ known_r, std_r }: SymbolAdvice['record']): number | undefined {
  return known_r < TRUSTED || std_r === null ? undefined : std_r;
}

// 1 for the worst mean net, ties averaged; without a trade a mean is 0.
function rankOfMean(all: readonly SymbolAdvice[]): (of: SymbolAdvice) => number {
  return ({ record }) => {
    const own = record.avg_return ?? 0;
    let [below, equal] = [0, 0];
    for (const other of all) {
      const mean = other.record.avg_return ?? 0;
      if (mean < own) below++;
      else if (mean === own) equal++;
    }
    return below + (equal + 1) / 2;
  };
}
