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
    edge_usd: numbers?.edgeUsd ?? null,
    p_dd: numbers?.pDd ?? null,
    r_usd: numbers?.rUsd ?? null,
    usd_and_r_disagree: numbers?.usdAndRDisagree ?? false,
    drawdown_aware_r: numbers?.drawdownAwareR ?? null,
    r_interval: numbers?.rInterval ?? null,
  };
}
