import type { RowExpectancy } from './allocation-terms';
import type { Standing } from './allocation-inputs';

/** The part of a standing's expectancy that an allocation row repeats. */
export function expectancyBlock(standing: Standing | undefined): Omit<RowExpectancy, 'regime'> {
  return {
    avg_r: standing?.avgR ?? null,
    hit_rate: standing?.hitRate ?? null,
    expectancy: standing?.expectancy ?? null,
    count: standing?.count ?? 0,
    edge: standing?.edge ?? null,
    drawdown_aware_r: standing?.drawdownAwareR ?? null,
    r_interval: standing?.rInterval ?? null,
  };
}
