import type { RowExpectancy } from './allocation-terms';
import type { PublishedNumbers } from './allocation-inputs';

/** The part of a standing's expectancy that an allocation row repeats. */
export function expectancyBlock(numbers: PublishedNumbers | undefined): Omit<RowExpectancy, 'regime'> {
  return {
    avg_r: numbers?.avgR ?? null,
    hit_rate: numbers?.hitRate ?? null,
    expectancy: numbers?.expectancy ?? null,
    count: numbers?.count ?? 0,
    edge: numbers?.edge ?? null,
    drawdown_aware_r: numbers?.drawdownAwareR ?? null,
    r_interval: numbers?.rInterval ?? null,
  };
}
