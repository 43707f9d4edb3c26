import { roundedP } from '../../../src/model/math/round';
import { Xoshiro128 } from './random';

/** A test that relabels the symbols. */
export interface PermutationTest {
  readonly permutations: number;
  /** Whether every order was tried. */
  readonly exact: boolean;
  readonly observed: number | null;
  /** Share of orders that do as well or better; 6 decimals. */
  readonly p: number | null;
  /** 1/permutations: no history can show less. With 3 symbols .166667, which can show nothing. */
  readonly smallest_possible_p: number;
  readonly reason?: 'no_size';
}

/** What a permutation test is made of. The columns of the table are the enabled symbols in name order. */
export interface PermutationInput {
  /** For each trade, the multiple that each symbol had at the instant of its advice. */
  readonly table: readonly (readonly number[])[];
  /** For each trade, the column of its symbol. */
  readonly own: readonly number[];
  /** How many columns. */
  readonly symbols: number;
  readonly seed: number;
  /** What each trade came to at its whole size. */
  readonly values: readonly number[];
}

const SALT = 0x5bd1e995;
const MOST_EXACT = 6;
const SHUFFLES = 1999;
const ROUNDING = 1e-15;

/**
 * Whether the multiples fit the symbols they were given to, better than the same multiples given to others: the table is
 * relabelled by one permutation throughout, and held by per_unit, what choosing earns at equal size. All k! for k ≤ 6, in lexicographic order, else the identity and 1,999 shuffles. An
 * order without any size counts as earning 0.
 */
export function permutationTest(input: PermutationInput): PermutationTest {
  const { symbols } = input;
  const perUnit = perUnitBy(input);
  const exact = symbols <= MOST_EXACT;
  const identity = Array.from({ length: symbols }, (_, i) => i);
  const observed = perUnit(identity);
  let permutations = 0;
  let atLeast = 0;
  for (const order of exact ? lexicographic(identity) : shuffles(identity, input.seed ^ SALT)) {
    permutations++;
    const value = perUnit(order) ?? 0;
    if (observed !== undefined && value >= observed - ROUNDING) atLeast++;
  }
  const of = { permutations, exact, smallest_possible_p: 1 / permutations };
  return observed === undefined
    ? { ...of, observed: null, p: null, reason: 'no_size' }
    : { ...of, observed, p: roundedP(atLeast / permutations) };
}

// selection/m̄ of an order: Σ m(x − x̄) over Σ m. Both are sums over the pairs of a symbol and the column that it is given, so
// that an order takes a step a symbol, however many trades there are. Undefined without any size.
function perUnitBy({ table, own, symbols, values }: PermutationInput) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const gains = new Float64Array(symbols * symbols);
  const sizes = new Float64Array(symbols * symbols);
  for (const [i, row] of table.entries()) {
    const symbol = own[i] ?? -1;
    if (symbol < 0) continue;
    const above = (values[i] ?? 0) - mean;
    for (let column = 0; column < symbols; column++) {
      const pair = symbol * symbols + column;
      gains[pair] = (gains[pair] ?? 0) + (row[column] ?? 0) * above;
      sizes[pair] = (sizes[pair] ?? 0) + (row[column] ?? 0);
    }
  }
  return (order: readonly number[]): number | undefined => {
    let [gain, size] = [0, 0];
    for (const [symbol, column] of order.entries()) {
      gain += gains[symbol * symbols + column] ?? 0;
      size += sizes[symbol * symbols + column] ?? 0;
    }
    return size === 0 ? undefined : gain / size;
  };
}

/** All orders of the items, each once, lexicographic by place. */
function* lexicographic(items: readonly number[]): Generator<readonly number[]> {
  if (items.length === 0) yield [];
  for (const item of items) {
    for (const rest of lexicographic(items.filter((other) => other !== item))) yield [item, ...rest];
  }
}

/** The identity, and shuffles of it (R. A. Fisher and F. Yates). */
function* shuffles(identity: readonly number[], seed: number): Generator<readonly number[]> {
  yield identity;
  const random = Xoshiro128.seeded(seed);
  for (let count = 0; count < SHUFFLES; count++) {
    const order = [...identity];
    for (let i = order.length - 1; i > 0; i--) {
      const j = random.below(i + 1);
      const [a = 0, b = 0] = [order[i], order[j]];
      order[i] = b;
      order[j] = a;
    }
    yield order;
  }
}
