import { limitsOf, registryOf, strategiesOf, universeOf } from './configs';
import { logsOf, type Logs } from './logs';
import { marketsOf } from './markets';
import { pythonText } from './python-text';
import { Seeded } from './seeded';
import { navLogOf, navOf, positionsOf, riskOf, routerHealthOf } from './snapshots';
import { DAY, HOUR } from './times';

/** A whole history: logs, snapshots and configs as texts, and the moment and windows asked for. */
export interface World {
  readonly seed: number;
  readonly logs: Logs;
  /** By file name, without those that are missing. */
  readonly state: Readonly<Record<string, string>>;
  readonly config: Readonly<Record<string, string>>;
  /** Undefined: the latest row. */
  readonly asOf: number | undefined;
  /** The moment of reading. */
  readonly now: number;
  readonly windows: readonly string[];
  readonly horizonMs: number;
}

const WINDOWS: readonly [readonly string[], ...(readonly string[])[]] = [
  ['7d', '24h', '30d', 'last_200'],
  ['30d', 'last_20'],
  ['24h', '7d', 'last_5'],
  ['last_50', '7d'],
  ['12h', '3d', '90m'],
  ['45d', 'last_1'],
  ['all', '24h'],
  ['7d', 'all', 'last_200'],
];

/** Everything about a history from one seed. */
export function worldOf(seed: number): World {
  const rng = new Seeded(seed);
  const end = Date.UTC(2026, 0, 20, 13) + rng.pick([0, rng.int(0, DAY), rng.int(0, 999)]);
  const asOf = rng.chance(0.85) ? end : undefined;
  const windows = rng.pick(WINDOWS);
  const width = widthOf(windows[0] ?? '');
  const spanMs = rng.pick([0.3, 0.9, 1.1, 3, 10]) * (width > 0 && width < Infinity ? width : 7 * DAY);
  const horizonDays = rng.pick([1, 7, 30, 30]);
  const widest = Math.max(...windows.map(widthOf));
  const markets = marketsOf(rng);
  const peak = rng.pick([100_000, 12_345.67, 250]);
  return {
    seed,
    logs: logsOf(rng, markets, end, spanMs),
    state: texts({
      'nav.json': rng.known(0.9, navOf(rng, end, spanMs, peak)),
      '../nav_log.json': rng.known(0.4, navLogOf(rng, end, peak)),
      'risk_snapshot.json': rng.known(0.6, riskOf(rng, markets, end)),
      'positions.json': rng.known(0.6, positionsOf(rng, markets, end)),
      'router_health.json': rng.known(0.6, routerHealthOf(rng, markets, end)),
    }),
    config: texts({
      'execution_intel.json': { windows, horizon: `${horizonDays}d` },
      'risk_limits.json': limitsOf(rng, markets),
      'pairs_universe.json': universeOf(rng, markets),
      'strategy_registry.json': rng.known(0.6, registryOf(rng)),
      'strategy_config.json': rng.known(0.7, strategiesOf(rng)),
    }),
    asOf,
    now: end,
    windows,
    horizonMs: Math.max(horizonDays * DAY, widest),
  };
}

function widthOf(window: string): number {
  if (window === 'all') return Infinity;
  const unit = { m: 60_000, h: HOUR, d: DAY }[window.slice(-1)] ?? 0;
  return window.startsWith('last_') ? 0 : Number(window.slice(0, -1)) * unit;
}

function texts(files: Readonly<Record<string, unknown>>): Record<string, string> {
  const present = Object.entries(files).filter(([, content]) => content !== undefined && content !== null);
  return Object.fromEntries(present.map(([name, content]) => [name, pythonText(content)]));
}
