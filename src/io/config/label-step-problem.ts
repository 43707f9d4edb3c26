import type { AutotuneBounds } from '../../model/fund/desk';

// From the middle of balanced (0.5) to where its neighbours begin, and from theirs (0.25, 0.75) to where it begins.
const FROM_BALANCED = 0.15;
const FROM_OTHERS = 0.1;

/** What a desk whose executor keeps bias labels must know of a small step: the label that it keeps never changes by one. */
export function labelStepProblem({ maxBiasStep }: AutotuneBounds): string | undefined {
  if (maxBiasStep === 0 || maxBiasStep >= FROM_BALANCED) return undefined;
  const labels = maxBiasStep > FROM_OTHERS ? 'balanced' : 'balanced, prefer_maker or prefer_taker';
  return (
    `the rows carry bias labels, and max_bias_step ${maxBiasStep} is too small to leave ${labels}: ` +
    `an executor that keeps only the label never changes it; allowed: 0, or from ${FROM_BALANCED} on to ` +
    `leave balanced, above ${FROM_OTHERS} to leave the others`
  );
}
