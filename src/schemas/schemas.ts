import { evaluationSchema } from '../../operators/evidence/evaluation/evaluation-schema';
import { STATE_SCHEMAS } from '../../operators/files/state-schemas';
import { checkSchema } from '../cli/check/report/check-schema';
import { API_SCHEMA } from '../dashboard/api-schema';
import {
  riskLimitsSchema,
  strategyConfigSchema,
  strategyRegistrySchema,
  universeSchema,
} from '../model/schemas/config';
import { metricRowSchema, orderEventSchema } from '../model/schemas/rows';
import { settingsSchema } from '../model/schemas/settings';
import {
  navLogSchema,
  navSchema,
  positionsSchema,
  riskSnapshotSchema,
  routerHealthSchema,
} from '../model/schemas/snapshots';

/** The JSON Schema (2020-12) of every input row, config, snapshot and state file, of the dashboard’s API and of `intel check --json`, by file name without `.json`. */
export const SCHEMAS: Readonly<Record<string, object>> = {
  metric_row: metricRowSchema,
  order_event: orderEventSchema,
  nav: navSchema,
  nav_log: navLogSchema,
  risk_snapshot: riskSnapshotSchema,
  positions: positionsSchema,
  router_health: routerHealthSchema,
  execution_intel: settingsSchema,
  risk_limits: riskLimitsSchema,
  pairs_universe: universeSchema,
  strategy_registry: strategyRegistrySchema,
  strategy_config: strategyConfigSchema,
  expectancy_v6: STATE_SCHEMAS.expectancy,
  symbol_scores_v6: STATE_SCHEMAS.scores,
  router_policy_suggestions_v6: STATE_SCHEMAS.suggestions,
  risk_allocation_suggestions_v6: STATE_SCHEMAS.allocation,
  evaluation_v6: evaluationSchema,
  check_report: checkSchema,
  dashboard_api: API_SCHEMA,
};
