import type { Route, RouterEntry } from '../../src/model/route';
import type { Settings } from '../../src/model/fund/settings';
import { currentPolicy, type Policy } from './current-policy';
import { qualityOf, routerRegimeOf, type Quality, type RouterRegime } from './router-class';
import { entryMetrics, numbersOf, rowMetrics, type RouterMetrics } from './router-metrics';
import { routerStats, type RouterStats } from './router-stats';

/** One symbol: health, class, current policy, and the counts that scores and suggestions are made of. */
export interface SymbolRouter {
  readonly metrics: RouterMetrics;
  readonly quality: Quality;
  readonly regime: RouterRegime;
  readonly current_policy: Policy;
  readonly evidence: RouterStats;
}

/** A symbol without rows and without an entry: nothing known, the default policy. */
export function unknownRouter(settings: Settings): SymbolRouter {
  return symbolRouter(routerStats([]), [], undefined, settings);
}

/** A symbol's router from the stats of its rows of the window, its rows of the horizon (for the policy) and its snapshot entry. */
export function symbolRouter(
  evidence: RouterStats,
  past: readonly Route[],
  entry: RouterEntry | undefined,
  settings: Settings,
): SymbolRouter {
  const { rows } = evidence;
  const current_policy = currentPolicy(past, entry);
  if (rows === 0 && entry !== undefined) {
    const metrics = entryMetrics(entry);
    const numbers = numbersOf(metrics, true);
    return {
      metrics,
      quality: qualityOf(numbers, settings),
      regime: routerRegimeOf(numbers, settings),
      current_policy,
      evidence,
    };
  }
  const metrics = rowMetrics(evidence);
  const numbers = numbersOf(metrics, evidence.makerStarts >= settings.router.min_samples);
  const known = rows > 0 && rows >= settings.router.min_samples;
  return {
    metrics,
    quality: known ? qualityOf(numbers, settings) : 'unknown',
    regime: known ? routerRegimeOf(numbers, settings) : 'unknown',
    current_policy,
    evidence,
  };
}
