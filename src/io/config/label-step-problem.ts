import type { AutotuneBounds } from '../../model/fund/desk';

// From the middle of balanced (0.5) to where its neighbours begin, and from theirs (0.25, 0.75) to where it begins.
const FROM_BALANCED = 0.15;
const FROM_OTHERS = 0.1;

/** What a desk whose executor keeps bias labels must know of a small step: the label that it keeps never changes by one. */
export function labelStepProblem({ maxBiasStep }: AutotuneBounds): string | undefined {
  if (maxBiasStep === 0 || maxBiasStep >= FROM_BALANCED) return undefined;
  const labels = maxBiasStep > FROM_OTHERS ? 'balanced' : 'balanced, prefer_maker or prefer_taker';
  return (
    `the rows carry bias labels, and max_bias_step ${maxBiasStep} never leads away from ${labels}: ` +
    `an executor that keeps the label alone never changes it; a step of ${FROM_BALANCED} from balanced, ` +
    `or of more than ${FROM_OTHERS} from the others, does`
  );
}
