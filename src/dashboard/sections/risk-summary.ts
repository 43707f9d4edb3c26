import { own } from '../../model/values/json';
import { RISK_MODES } from '../../model/fund/risk-mode';
import { parseTimestamp } from '../../model/values/time';
import { childAt, numberAt, textAt, textsAt } from '../model/json-fields';
import type { RiskSummary } from '../model/page-model';
import { documentOf, type StateDocuments } from '../model/state-documents';

/** The account of the scores file; where that is missing, what the allocation repeats of it. */
export function riskSummary(state: StateDocuments): RiskSummary {
  const account = childAt(documentOf(state, 'scores'), 'account');
  const global = childAt(documentOf(state, 'allocation'), 'global') ?? {};
  const mode = textAt(account ?? global, 'risk_mode');
  return {
    risk_mode: RISK_MODES.find((name) => name === mode) ?? null,
    risk_reasons: textsAt(account ?? global, 'reasons'),
    executor_risk_mode: textAt(account ?? {}, 'executor_risk_mode'),
    equity_usd:
      account === undefined ? numberAt(global, 'current_equity_usd') : numberAt(account, 'equity_usd'),
    equity_as_of_ms: parseTimestamp(own(account ?? {}, 'equity_ts')) ?? null,
    peak_equity_usd: numberAt(account ?? {}, 'peak_equity_usd'),
    peak_span_h: numberAt(account ?? {}, 'peak_span_h'),
    nav_jump_ms: numberAt(account ?? {}, 'nav_jump_ts'),
    drawdown_pct:
      account === undefined ? numberAt(global, 'current_drawdown_pct') : numberAt(account, 'drawdown_pct'),
    drawdown_source: textAt(account ?? {}, 'drawdown_source'),
    total_weight: numberAt(global, 'total_weight'),
    cash_weight: numberAt(global, 'cash_weight'),
    budget: numberAt(global, 'budget'),
  };
}
