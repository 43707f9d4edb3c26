import type { Policy } from '../router/current-policy';
import type { RouterMetrics } from '../router/router-metrics';
import type { PolicyExplanation } from './policy-terms';
import type { Quality, RouterRegime } from '../router/router-class';
import type { Metadata, Header } from '../core/header';

/** The policy advised for one symbol, and what it follows from. */
export interface PolicySuggestion {
  readonly symbol: string;
  readonly regime: RouterRegime;
  readonly quality: Quality;
  readonly metrics: RouterMetrics;
  readonly current_policy: Policy;
  readonly proposed_policy: Policy;
  readonly out_of_bounds: readonly string[];
  readonly explanation: PolicyExplanation;
  readonly rationale: readonly string[];
}

/** `router_policy_suggestions_v6.json`. */
export interface SuggestionsFile extends Header {
  readonly symbols: readonly PolicySuggestion[];
  readonly metadata: Metadata;
}
