import { SCORE_PARTS } from './parts/registry';
import { mapOf, mode, orNull } from '../core/common-schema';
import { closed, count, number, numberOrNull, rate, textOrNull, texts } from '../../src/model/schemas/shapes';

/** A score with its terms, and the account. */

export const tally = closed({ hits: count, rows: count });
export const parts = closed(Object.fromEntries(SCORE_PARTS.map((part) => [part.name, rate])));

const inputs = closed({
  count,
  wins: count,
  edge: rate,
  gain_r: number,
  loss_r: number,
  mean_fee_bps: numberOrNull,
  mean_slippage_bps: numberOrNull,
  maker_fill: tally,
  fallback: tally,
  clean_fill: tally,
  slippage_p95: numberOrNull,
  ack_latency_p95_ms: numberOrNull,
  volatility_scale: numberOrNull,
  vol_regime: textOrNull,
});

export const scored = { score: rate, components: parts, contributions: parts, priors: texts, inputs };

export const account = closed({
  equity_usd: numberOrNull,
  equity_ts: numberOrNull,
  peak_equity_usd: numberOrNull,
  drawdown_pct: numberOrNull,
  drawdown_source: { enum: ['nav', 'peak', 'risk_snapshot', 'worst_symbol', 'none'] },
  risk_mode: mode,
  reasons: texts,
  weights: orNull(mapOf(numberOrNull)),
});
