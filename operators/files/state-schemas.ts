import { closed, numberOrNull, rate, text, texts } from '../../src/model/schemas/shapes';
import { ROUTER_REGIMES } from '../router/router-class';
import { allocationRow, strategyRow } from '../allocate/allocation-schema';
import { header, listOf, mapOf, metadata, mode } from '../core/common-schema';
import { quality } from '../router/router-schema';
import { groupDefinitions, windowGroups } from '../expectancy/expectancy-schema';
import { policyExplanation } from '../suggest/policy-schema';
import { policy, routerMetrics } from '../router/router-schema';
import { account, parts, scored, tally } from '../score/score-schema';
import type { StateFiles } from './state-files';

/** The JSON Schema of each state file. Every published file is validated against its own. */

function file(
  name: string,
  title: string,
  properties: Readonly<Record<string, object>>,
  definitions?: Readonly<Record<string, object>>,
): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${name}.schema.json`,
    title,
    ...closed({ ...header, ...properties, metadata }),
    ...(definitions === undefined ? {} : { $defs: definitions }),
  };
}

export const STATE_SCHEMAS: {
  readonly [K in keyof StateFiles]: object & { readonly standsFor?: StateFiles[K] };
} = {
  expectancy: file(
    'expectancy_v6',
    'Expectancy net of costs, by group and window',
    { lookback_hours: numberOrNull, ...windowGroups, windows: mapOf(closed(windowGroups)) },
    groupDefinitions,
  ),
  scores: file(
    'symbol_scores_v6',
    'Score of each symbol and strategy with its contributions, and the account',
    {
      symbols: listOf(closed({ symbol: text, ...scored })),
      strategies: listOf(closed({ strategy: text, ...scored })),
      weights: parts,
      pooled: closed({ maker_fill: tally, fallback: tally, clean_fill: tally }),
      account,
    },
  ),
  suggestions: file('router_policy_suggestions_v6', 'Suggested router policy of each symbol', {
    symbols: listOf(
      closed({
        symbol: text,
        regime: { enum: ROUTER_REGIMES },
        quality,
        metrics: routerMetrics,
        current_policy: policy,
        proposed_policy: policy,
        out_of_bounds: texts,
        explanation: policyExplanation,
        rationale: texts,
      }),
    ),
  }),
  allocation: file('risk_allocation_suggestions_v6', 'Suggested share of NAV and caps of each symbol', {
    global: closed({
      current_equity_usd: numberOrNull,
      current_drawdown_pct: numberOrNull,
      risk_mode: mode,
      reasons: texts,
      total_weight: rate,
      cash_weight: rate,
      budget: rate,
    }),
    symbols: listOf(allocationRow),
    strategies: listOf(strategyRow),
  }),
};
