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
import { historyIndexSchema } from '../io/slices/history-index';
import { sliceSchema } from '../io/slices/slice-record';
import { engineSchema } from '../io/log/engine/engine-file';
import { tenantsSchema } from '../io/log/engine/tenants-file';
import { metricRowSchema, orderEventSchema } from '../model/schemas/rows';
import { settingsSchema } from '../model/schemas/settings';
import {
  navLogSchema,
  navSchema,
  positionsSchema,
  riskSnapshotSchema,
  routerHealthSchema,
} from '../model/schemas/snapshots';
import { described } from './described';
import { statusSchema } from './status-schema';
import type { Words } from './words/word';
import { ADVICE_WORDS } from './words/advice-words';
import { CHECK_WORDS } from './words/check-words';
import { ENGINE_WORDS } from './words/engine-words';
import { EVIDENCE_WORDS } from './words/evidence-words';
import { INPUT_WORDS } from './words/input-words';
import { PAGE_WORDS } from './words/page-words';
import { SLICE_WORDS } from './words/slice-words';
import { STATE_WORDS } from './words/state-words';
import { STATUS_WORDS } from './words/status-words';
import { STUDY_WORDS } from './words/study-words';
import { TERM_WORDS } from './words/term-words';

/** The words, list by list. */
export const WORD_LISTS: readonly Words[] = [
  ...[INPUT_WORDS, CHECK_WORDS, STATE_WORDS, ADVICE_WORDS],
  ...[TERM_WORDS, EVIDENCE_WORDS, STUDY_WORDS, PAGE_WORDS, SLICE_WORDS, ENGINE_WORDS, STATUS_WORDS],
];

/** What each field is: one word for one thing, in every file. */
export const WORDS: Words = Object.fromEntries(WORD_LISTS.flatMap((list) => Object.entries(list)));

/** What the program holds rows, configs, snapshots and files against, by file name without `.json`. */
export const PROGRAM_SCHEMAS: Readonly<Record<string, object>> = {
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
  engine: engineSchema,
  tenants: tenantsSchema,
  intel_status: statusSchema,
  history_index: historyIndexSchema,
  history_slice: sliceSchema,
  check_report: checkSchema,
  dashboard_api: API_SCHEMA,
};

/**
 * The same for people and editors, as `config/schemas` holds them: the JSON Schema (2020-12) of every input row, config,
 * snapshot and state file, of the dashboard’s API, of `intel check --json`, of slices of a history, of engine.json and of
 * intel_status.json. Every property has its words. Each is made when it is asked for.
 */
export const SCHEMAS: Readonly<Record<string, object>> = Object.defineProperties(
  {},
  Object.fromEntries(
    Object.entries(PROGRAM_SCHEMAS).map(([name, schema]) => {
      let made: object | undefined;
      return [name, { enumerable: true, get: () => (made ??= described(name, { ...schema }, WORDS)) }];
    }),
  ),
);
