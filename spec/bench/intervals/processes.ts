import { chanceOf, type Chance } from '../../operators/evidence/chance';
import type { TradeColumns } from '../../../operators/evidence/value/unit-trades';

/** Simulated histories of R whose value of following the multiples is known, for `npm run coverage:intervals`. */
export interface Process {
  readonly name: string;
  /** Standard deviation of a shock that all trades of a day share, and its correlation with the day before. */
  readonly shock: number;
  readonly shockMemory: number;
  /** Correlation of a symbol’s multiple with that of the day before. */
  readonly sizeMemory: number;
  /** What a trade earns more at multiple 1 than at 0. */
  readonly skill: number;
}

export const PROCESSES: readonly Process[] = [
  { name: 'heavy tails', shock: 0, shockMemory: 0, sizeMemory: 0, skill: 0.2 },
  { name: 'and a day shock', shock: 0.6, shockMemory: 0, sizeMemory: 0, skill: 0.2 },
  { name: 'and m that moves', shock: 0.6, shockMemory: 0, sizeMemory: 0.9, skill: 0.2 },
  { name: 'and AR .5 of days', shock: 0.6, shockMemory: 0.5, sizeMemory: 0.9, skill: 0.2 },
];

const SYMBOLS = ['A', 'B', 'C', 'D'];
const TRADES_A_DAY = 3;
const EDGE = -0.05;

/** A history of some days: four symbols of three trades a day, R of Student’s t with 3 degrees of freedom about its mean. */
export function historyOf(process: Process, days: number, seed: number): TradeColumns {
  const chance = chanceOf(seed);
  const shockOf = autoregression(process.shockMemory, chance);
  const sizesOf = SYMBOLS.map(() => autoregression(process.sizeMemory, chance));
  const columns = emptyColumns();
  for (let day = 0; day < days; day++) {
    const shock = process.shock * shockOf();
    SYMBOLS.forEach((symbol, s) => {
      const m = Math.min(1, Math.max(0, 0.4 + 0.3 * (sizesOf[s]?.() ?? 0)));
      for (let trade = 0; trade < TRADES_A_DAY; trade++)
        push(columns, m, EDGE + process.skill * m + shock + 0.6 * chance.heavy(), symbol, day);
    });
  }
  return columns;
}

/** A history in which all symbols have one edge, and sizes follow the past results of each as the advice does. */
export function equalEdges(edge: number, days: number, seed: number): TradeColumns {
  const chance = chanceOf(seed);
  const known = SYMBOLS.map((): number[] => []);
  const columns = emptyColumns();
  for (let day = 0; day < days; day++) {
    const shock = 0.3 * chance.normal();
    SYMBOLS.forEach((symbol, s) => {
      const past = known[s] ?? [];
      for (let trade = 0; trade < TRADES_A_DAY; trade++) {
        const x = edge + shock + 0.6 * chance.heavy();
        push(columns, sizeAfter(past.slice(-WINDOW)), x, symbol, day);
        past.push(x);
      }
    });
  }
  return columns;
}

const WINDOW = 60;

// The shape of the allocator (SPEC 4.7): the chance that the shrunk mean clears the hurdle; 0 below .25, full at .6, probed below 20 trades.
function sizeAfter(past: readonly number[]): number {
  const n = past.length;
  const sum = past.reduce((total, r) => total + r, 0);
  const t = (sum / (n + 20) - 0.05) * Math.sqrt(n + 20);
  const edge = 0.5 * (1 + t / Math.sqrt(2 + t * t));
  if (edge < 0.25) return 0;
  const earned = Math.min(1, Math.max(0, (edge - 0.35) / 0.25));
  return n < 20 ? Math.min(0.05 + (0.95 * n) / 20, Math.max(0.05, earned)) : earned;
}

interface Columns {
  readonly multiples: number[];
  readonly values: number[];
  readonly symbols: string[];
  readonly days: number[];
}

function emptyColumns(): Columns {
  return { multiples: [], values: [], symbols: [], days: [] };
}

function push(columns: Columns, m: number, x: number, symbol: string, day: number): void {
  columns.multiples.push(m);
  columns.values.push(x);
  columns.symbols.push(symbol);
  columns.days.push(day);
}

/** A stationary series of variance 1. */
function autoregression(memory: number, { normal }: Chance): () => number {
  let last = normal();
  return () => (last = memory * last + Math.sqrt(1 - memory * memory) * normal());
}
