import type { FromSchema } from '../../model/schemas/from-schema';
import {
  closed,
  count,
  flag,
  intervalOrNull,
  listOf,
  number,
  numberOrNull,
  text,
  textOrNull,
} from '../../model/schemas/shapes';

const column = listOf(number);

const bin = closed({ n: count, mean_p: number, share: number, interval: intervalOrNull });

const symbol = closed({
  symbol: text,
  n: count,
  /** Mean multiple: 1 is the size at the cap. */
  mean_m: numberOrNull,
  /** What trading less, or more, was worth. */
  exposure_usd: number,
  /** What choosing was worth: more in the trades that earned. */
  choosing_usd: number,
  /** p of what both were worth, after a look at every symbol. */
  p_holm: numberOrNull,
});

/** What `evaluation_v6.json` says, as far as the page draws it. */
export const evidence = closed({
  as_of: textOrNull,
  /** The trades that are judged. */
  trades: count,
  /** There are trades and days enough for a verdict. */
  is_enough: flag,
  sentence: text,
  /** Cumulative net USD by moments, and the band of the difference around the advised one. */
  curve: closed({ ts_ms: column, traded: column, advised: column, lo: column, hi: column }),
  /** How likely it was said that the next trades clear the hurdle, and how often they did: bins that hold claims. */
  claims: closed({ n: count, brier: numberOrNull, bins: listOf(bin) }),
  /** By what they changed, the most first. */
  symbols: listOf(symbol),
});

export type EvidenceSummary = FromSchema<typeof evidence>;
export type EvidenceBin = FromSchema<typeof bin>;
export type EvidenceSymbol = FromSchema<typeof symbol>;
