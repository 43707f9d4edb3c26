import { RISK_MODES } from '../../model/fund/risk-mode';
import { SECOND } from '../../model/values/time';
import type { ClaimsSummary, PageHeader, PageModel } from '../model/page-model';
import type { MetricSet } from './metric-set';

const SEVERITIES = ['error', 'warning', 'info'] as const;

/** What the state files say: how fresh they are, the account, the fund as a whole. */
export function addState(set: MetricSet, { header, problems, claims }: PageModel, healthy: boolean): void {
  set.gauge('intel_healthy', '1 when every state file is usable and fresh.', Number(healthy));
  set.gauge(
    'intel_as_of_timestamp_seconds',
    'Moment that the state is of, Unix time.',
    seconds(header.as_of_ms),
  );
  set.gauge('intel_age_seconds', 'Age of the state when this was written.', seconds(header.age_ms));
  set.gauge('intel_complete', '1 when no row of the windows is missing.', flag(header.complete));
  set.gauges(
    'intel_problems',
    'Problems that the page tells of, by severity.',
    SEVERITIES.map((severity) => [
      { severity },
      problems.filter((problem) => problem.severity === severity).length,
    ]),
  );
  addAccount(set, header);
  if (claims !== null) addClaims(set, claims);
}

function addAccount(set: MetricSet, header: PageHeader): void {
  set.oneOf('intel_risk_mode', '1 for the risk mode in force.', 'mode', RISK_MODES, header.risk_mode);
  set.gauge('intel_equity_usd', 'Equity of the account, in USD.', header.equity_usd);
  set.gauge(
    'intel_drawdown_ratio',
    'Drawdown of the account, 0 to 1.',
    header.drawdown_pct === null ? null : header.drawdown_pct / 100,
  );
  set.gauge(
    'intel_suggested_weight_total_ratio',
    'Suggested weights together, as a share of NAV, 0 to 1.',
    header.total_weight,
  );
  set.gauge('intel_window_trades', 'Closed trades in the primary window, all symbols.', header.sample_count);
}

function addClaims(set: MetricSet, claims: ClaimsSummary): void {
  set.gauge('intel_claims', 'Claims about the next trades whose outcome is in.', claims.claims);
  set.gauge('intel_claim_brier', 'Mean (p − y)² of these claims; 0.25 is a coin.', claims.brier);
  set.gauge('intel_claim_brier_skill', '1 − Brier over that of the base rate.', claims.skill);
  set.gauge(
    'intel_claim_prediction_coverage_ratio',
    'Share of claims whose 95 % prediction interval held the mean R of the next trades.',
    claims.prediction_coverage,
  );
  set.gauge(
    'intel_claim_r_interval_coverage_ratio',
    'Share of claims whose r_interval held it; that speaks of the true mean.',
    claims.r_interval_coverage,
  );
  set.gauge(
    'intel_claims_miscalibrated',
    '1 where what was said is not what happened.',
    flag(claims.miscalibrated),
  );
}

function seconds(ms: number | null): number | null {
  return ms === null ? null : ms / SECOND;
}

function flag(value: boolean | null): number | null {
  return value === null ? null : Number(value);
}
