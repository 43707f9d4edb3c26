import type { FromSchema } from '../../src/model/schemas/from-schema';
import { closed, listOf, text, texts } from '../../src/model/schemas/shapes';
import { stateFile } from '../core/header';
import { QUALITIES, ROUTER_REGIMES } from '../router/router-class';
import { policy, routerMetrics } from '../router/router-schema';
import { policyExplanation } from './policy-terms';

const suggestion = closed({
  symbol: text,
  regime: { enum: ROUTER_REGIMES },
  quality: { enum: QUALITIES },
  metrics: routerMetrics,
  current_policy: policy,
  proposed_policy: policy,
  out_of_bounds: texts,
  explanation: policyExplanation,
  rationale: texts,
});

export const suggestionsSchema = stateFile(
  'router_policy_suggestions_v6',
  'Suggested router policy of each symbol',
  { symbols: listOf(suggestion) },
);

/** The policy advised for one symbol, and what it follows from. */
export type PolicySuggestion = FromSchema<typeof suggestion>;

/** `router_policy_suggestions_v6.json`. */
export type SuggestionsFile = FromSchema<typeof suggestionsSchema>;
