import { RISK_MODES } from '../../src/model/fund/risk-mode';
import { closed, mapOf, numberOrNull, orNull, texts } from '../../src/model/schemas/shapes';

export const account = closed({
  equity_usd: numberOrNull,
  /** Epoch ms. */
  equity_ts: numberOrNull,
  peak_equity_usd: numberOrNull,
  /** Percent: 6 is 6 %. */
  drawdown_pct: numberOrNull,
  drawdown_source: { enum: ['nav', 'peak', 'risk_snapshot', 'worst_symbol', 'none'] },
  risk_mode: { enum: RISK_MODES },
  /** What decided the mode, in words. */
  reasons: texts,
  /** |qty · mark| / equity per symbol held; null when positions or equity are unknown. */
  weights: orNull(mapOf(numberOrNull)),
});
