import type { ExpectancyFile } from '../expectancy/expectancy-file';
import type { ScoresFile } from '../score/scores-file';
import type { SuggestionsFile } from '../suggest/suggestions-file';
import type { AllocationFile } from '../allocate/allocation-file';

/** The names of the four state files, by the stage that fills them. */
export const STATE_FILES = {
  expectancy: 'expectancy_v6.json',
  scores: 'symbol_scores_v6.json',
  suggestions: 'router_policy_suggestions_v6.json',
  allocation: 'risk_allocation_suggestions_v6.json',
} as const;

export type StateFileKey = keyof typeof STATE_FILES;

/** The files in the order of their stages. */
export const STATE_KEYS: readonly StateFileKey[] = ['expectancy', 'scores', 'suggestions', 'allocation'];

/** The content of the four state files, as published. Consumers depend on the field names. */
export interface StateFiles {
  readonly expectancy: ExpectancyFile;
  readonly scores: ScoresFile;
  readonly suggestions: SuggestionsFile;
  readonly allocation: AllocationFile;
}
