import { isObj, parse } from '../oracle/json';
import { oracle, type OracleOutput } from '../oracle/oracle';
import type { Groups } from '../oracle/types';
import type { World } from './random/world';
import type { Published } from './replayed';

/** What the oracle says of a history, at the moment the product answered for. */
export function askOracle(world: World, asOf: number): OracleOutput {
  const state = (name: string): unknown => readOf(world.state, name);
  const config = (name: string): unknown => readOf(world.config, name);
  return oracle({
    ...world.logs,
    snapshots: {
      nav: state('nav.json'),
      navLog: state('../nav_log.json'),
      risk: state('risk_snapshot.json'),
      positions: state('positions.json'),
      routerHealth: state('router_health.json'),
    },
    config: {
      limits: config('risk_limits.json'),
      universe: config('pairs_universe.json'),
      registry: config('strategy_registry.json'),
      strategies: config('strategy_config.json'),
    },
    asOf,
    windows: world.windows,
    horizonMs: world.horizonMs,
  });
}

function readOf(texts: Readonly<Record<string, string>>, name: string): unknown {
  const text = texts[name];
  return text === undefined ? undefined : parse(text);
}

/** Everything both of them publish, in one shape. */
export function oracleView(said: OracleOutput): object {
  const { windows, ...primary } = said.expectancy;
  const { account } = said;
  return {
    primary: groupsView(primary),
    windows: mapped(windows, groupsView),
    router: mapped(said.router, ({ quality, regime, metrics }) => {
      const published = Object.entries(metrics).filter(([name]) => !UNPUBLISHED.has(name));
      return { quality, regime, ...Object.fromEntries(published) };
    }),
    scores: said.scores,
    strategyScores: said.strategyScores,
    suggestions: mapped(said.suggestions, ({ current_policy, proposed_policy }) => ({
      current_policy,
      proposed_policy,
    })),
    account: { equity: account.equity, drawdownPct: account.drawdownPct, mode: account.mode },
    allocation: said.allocation,
    strategyAllocation: said.strategyAllocation,
  };
}

// How many rows the oracle's numbers stand on; the product says it of the scores, not of the router.
const UNPUBLISHED = new Set([
  'maker_final_n',
  'unknown_start_n',
  'fallback_n',
  'slippage_n',
  'ack_n',
  'result_n',
]);

function groupsView(groups: Groups): object {
  const { sample_count, symbols, strategies, symbol_strategies, regimes, hours } = groups;
  const { policy_qualities, taker_biases, fund } = groups;
  const { sides, exit_reasons, venues, months, weekdays, sizes, holding_times } = groups;
  return {
    ...{ sample_count, fund },
    ...{ symbols, strategies, symbol_strategies, regimes, hours, policy_qualities, taker_biases },
    ...{ sides, exit_reasons, venues, months, weekdays, sizes, holding_times },
  };
}

/** The product's files in that shape: of each block the fields that the oracle has. */
export function productView({ expectancy, scores, suggestions, allocation }: Published): object {
  return {
    primary: expectancy,
    windows: expectancy.windows,
    router: byKey(suggestions.symbols, 'symbol', ({ quality, regime, metrics }) => ({
      quality,
      regime,
      ...metrics,
      maker_start_n: metrics.maker_start_count,
    })),
    scores: byKey(scores.symbols, 'symbol', (row) => row),
    strategyScores: byKey(scores.strategies, 'strategy', (row) => row),
    suggestions: byKey(suggestions.symbols, 'symbol', (row) => row),
    account: {
      equity: allocation.global.current_equity_usd,
      drawdownPct: allocation.global.current_drawdown_pct,
      mode: allocation.global.risk_mode,
    },
    allocation: byKey(allocation.symbols, 'symbol', (row) => ({
      ...row,
      ...row.suggested_caps,
    })),
    strategyAllocation: byKey(allocation.strategies, 'strategy', (row) => ({
      suggested_weight: row.suggested_weight,
      max_concurrent: row.suggested_max_concurrent,
    })),
  };
}

function mapped<T>(record: Readonly<Record<string, T>>, view: (value: T) => object): object {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, view(value)]));
}

function byKey<K extends string, T extends Readonly<Record<K, string>>>(
  rows: readonly T[],
  key: K,
  view: (row: T) => object,
): object {
  return Object.fromEntries(rows.map((row) => [row[key], view(row)]));
}

const TOLERANCE = 2e-9;
// Below these, a key means a group: neither side may have one that the other has not.
const KEYED = new Set([
  ...['symbols', 'strategies', 'symbol_strategies', 'regimes', 'hours', 'policy_qualities', 'taker_biases'],
  ...['sides', 'exit_reasons', 'venues', 'months', 'weekdays', 'sizes', 'holding_times'],
  ...['windows', 'router', 'scores', 'strategyScores', 'suggestions', 'allocation', 'strategyAllocation'],
  ...['components', 'contributions'],
]);

/** Where the product differs from the oracle, as `path: product ≠ oracle`. */
export function differences(
  product: unknown,
  truth: unknown,
  path: readonly string[] = [],
): readonly string[] {
  if (isObj(truth) && isObj(product)) {
    const keyed = KEYED.has(path.at(-1) ?? '');
    const extra = keyed ? Object.keys(product).filter((key) => !Object.hasOwn(truth, key)) : [];
    return [
      ...extra.map((key) => `${[...path, key].join('.')}: the oracle has none`),
      ...Object.entries(truth).flatMap(([key, value]) =>
        differences(Object.hasOwn(product, key) ? product[key] : sourceless(path, value), value, [
          ...path,
          key,
        ]),
      ),
    ];
  }
  if (Array.isArray(truth) && Array.isArray(product) && truth.length === product.length) {
    return truth.flatMap((value, i) => differences(product[i], value, [...path, String(i)]));
  }
  if (agree(product, truth)) return [];
  return [`${path.join('.')}: ${JSON.stringify(product)} ≠ ${JSON.stringify(truth)}`];
}

// A source of risk that no trade has may be left out, or be 0.
function sourceless(path: readonly string[], value: unknown): unknown {
  return path.at(-1) === 'risk_sources' && value === 0 ? 0 : undefined;
}

function agree(product: unknown, truth: unknown): boolean {
  if (typeof product !== 'number' || typeof truth !== 'number') return Object.is(product, truth);
  if (Number.isInteger(truth) && Math.abs(truth) < 1e6 && Number.isInteger(product)) return product === truth;
  return Math.abs(product - truth) <= TOLERANCE + 1e-12 * Math.abs(truth);
}
