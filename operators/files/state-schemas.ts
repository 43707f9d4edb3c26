import { allocationSchema } from '../allocate/allocation-file';
import { expectancySchema } from '../expectancy/expectancy-file';
import { scoresSchema } from '../score/scores-file';
import { suggestionsSchema } from '../suggest/suggestions-file';
import type { StateFiles } from './state-files';

/** The JSON Schema of each state file. Every published file is validated against its own. */
export const STATE_SCHEMAS: {
  readonly [K in keyof StateFiles]: object & { readonly standsFor?: StateFiles[K] };
} = {
  expectancy: expectancySchema,
  scores: scoresSchema,
  suggestions: suggestionsSchema,
  allocation: allocationSchema,
};
