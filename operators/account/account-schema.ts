import { RISK_MODES } from '../../src/model/fund/risk-mode';
import { closed, mapOf, numberOrNull, orNull, textOrNull, texts } from '../../src/model/schemas/shapes';

export const account = closed({
  equity_usd: numberOrNull,
  /** Epoch ms. */
  equity_ts: numberOrNull,
  /** The largest equity and peak inside the horizon; null while the points span less than `peak_span` and none is given. */
  peak_equity_usd: numberOrNull,
  /** Hours from the first equity inside the horizon to the last. */
  peak_span_h: numberOrNull,
  /** Percent: 6 is 6 %. */
  drawdown_pct: numberOrNull,
  drawdown_source: { enum: ['nav', 'peak', 'risk_snapshot', 'worst_symbol', 'none'] },
  risk_mode: { enum: RISK_MODES },
  /** The executor's own, as risk_snapshot.json has it; it has no part in ours. */
  executor_risk_mode: textOrNull,
  /** What decided the mode, in words. */
  reasons: texts,
  /** Epoch ms of the latest equity jump that is not believed. */
  nav_jump_ts: numberOrNull,
  /** |exposure| / equity per symbol; null when positions or equity are unknown. */
  weights: orNull(mapOf(numberOrNull)),
  /** Symbols with a position row that has neither a mark price nor a notional. */
  unpriced_positions: texts,
  /** Symbols held that neither the universe nor the logs know. */
  unknown_positions: texts,
});
