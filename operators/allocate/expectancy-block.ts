import type { RowExpectancy } from './allocation-file';
import type { PublishedNumbers } from './allocation-inputs';

/** What an allocation row repeats of the published numbers. */
export function expectancyBlock(numbers: PublishedNumbers | undefined): RowExpectancy {
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
