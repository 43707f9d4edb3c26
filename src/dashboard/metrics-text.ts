import type { BuildInfo } from '../io/files/package-root';
import { own } from '../model/values/json';
import { healthFrom } from './helpers';
import type { ShownState } from './shown-state';
import { addLive } from './metrics/live-metrics';
import { MetricSet } from './metrics/metric-set';
import { addState } from './metrics/state-metrics';
import { addSymbols } from './metrics/symbol-metrics';

/**
 * The text that Prometheus scrapes, and that its node exporter reads from a file: no sample has a time of its own.
 * `clients`: the pages that listen, where one is served. `labels`: those that each sample has besides its own.
 */
export async function metricsText(
  { page, live }: Pick<ShownState, 'page' | 'live'>,
  { version, node }: BuildInfo,
  clients?: number,
  labels?: Readonly<Record<string, string>>,
): Promise<{ readonly type: string; readonly body: string }> {
  const set = await MetricSet.open(labels);
  set.gauges('intel_build_info', 'Always 1. The build that writes these metrics.', [[{ version, node }, 1]]);
  // A ship publishes no state files: that there are none is no trouble.
  const isShip = live !== undefined && own(live.status, 'ship') !== undefined;
  if (!isShip || page.header.as_of !== null) {
    addState(set, page, healthFrom(page.header, page.problems).healthy);
    addSymbols(set, page.symbols);
  }
  if (live !== undefined) addLive(set, live);
  set.gauge('intel_dashboard_clients', 'Pages that listen for changes.', clients ?? null);
  return set.text();
}
