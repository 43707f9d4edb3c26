import { intervalOf, type Inference } from '../statistics/inference';
import type { ValueBlock } from './value-block';

/** Whether following the advice would have helped. */
export type TotalVerdict = 'not_enough' | 'helped' | 'hurt' | 'not_shown';
/** Whether its choosing was worth something at equal size. `not_judged`: entry times are unknown; `none`: no size was advised. */
export type SelectionVerdict = 'not_enough' | 'not_judged' | 'none' | 'skill' | 'negative' | 'not_shown';

export interface Verdict {
  readonly total: TotalVerdict;
  readonly selection: SelectionVerdict;
}

/** The part of a block that its verdict follows from. */
export type JudgedBlock = Pick<ValueBlock, 'n' | 'active_days' | 'mean_m' | 'inference'>;

const FEWEST_DAYS = 10;
const FEWEST_TRADES = 30;
/** Share of trades whose entry is only known as their close, above which choosing is not judged. */
const MOST_UNKNOWN_ENTRIES = 0.1;

/**
 * The verdict of SPEC 9.9. `negative` asks for the 99 % interval, since multiples that follow past results make the covariance smaller
 * than it is; and for that of selection too: where sizes are small, per_unit divides by little, and its error is too short.
 * `unknownEntries`: share of the trades whose entry is known only as their close, 0 to 1.
 */
export function verdictOf(block: JudgedBlock, unknownEntries: number): Verdict {
  const { n, active_days, inference, mean_m } = block;
  if (!isEnough(n, active_days)) return { total: 'not_enough', selection: 'not_enough' };
  const total = signOf(inference.total, 0.95);
  const perUnit = inference.per_unit;
  const selection = (): SelectionVerdict => {
    if (unknownEntries > MOST_UNKNOWN_ENTRIES) return 'not_judged';
    if (mean_m === 0) return 'none';
    if (signOf(perUnit, 0.95) > 0) return 'skill';
    const isNegative = signOf(perUnit, 0.99) < 0 && signOf(inference.selection, 0.99) < 0;
    return isNegative ? 'negative' : 'not_shown';
  };
  return { total: total > 0 ? 'helped' : total < 0 ? 'hurt' : 'not_shown', selection: selection() };
}

/** Whether so many trades, on so many days with a trade, are enough for a verdict. */
export function isEnough(trades: number, activeDays: number): boolean {
  return activeDays >= FEWEST_DAYS && trades >= FEWEST_TRADES;
}

/** 1 where the interval lies above 0, −1 below, else 0. */
function signOf(inference: Inference | null, confidence: number): -1 | 0 | 1 {
  const interval = inference === null ? null : intervalOf(inference, confidence);
  if (interval === null) return 0;
  return interval[0] > 0 ? 1 : interval[1] < 0 ? -1 : 0;
}
