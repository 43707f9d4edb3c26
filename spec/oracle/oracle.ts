/**
 * The slow, obvious version of everything published, from raw lines to suggestions, worked out anew at asOf.
 * Each stage rounds its numbers to 9 decimals and the next stage reads the rounded numbers.
 */
import { accountOf } from './advice/account';
import { isEnabled, registryOf, restrictedOf, stopsOf, universeOf } from './config';
import { decode } from './decode';
import { snapshotTime } from './advice/equity';
import { groupsOf, tradesIn } from './expectancy';
import { get, named, num, record, str, symbolOf } from './json';
import { episodesOf } from './ledger/ledger';
import { routerOf, sharesOf } from './router';
import { scoreOf, volatilityPart } from './score';
import { suggestionOf } from './advice/suggest';
import { settledCloses } from './ledger/tellings';
import { allocateStrategies, allocateSymbols, blockAt } from './advice/views';
import { DAY, parseWindow, within } from './time';
import { tradesOf } from './ledger/trades';
import type { OracleInput, Row } from './records';
import type { Groups, OracleOutput, Router, Score, Suggestion } from './types';

const WINDOWS = ['14d', '24h', '7d', '30d', 'last_200'];

export type { OracleInput, OracleOutput };

export function oracle(input: OracleInput): OracleOutput {
  const { asOf, config, snapshots } = input;
  const windows = (input.windows ?? WINDOWS).map(parseWindow);
  const primary = windows[0];
  if (primary === undefined) throw new Error('no window');
  const horizon = input.horizonMs ?? Math.max(30 * DAY, ...windows.map((w) => w.width ?? 0));
  const inside = (ts: number): boolean => within(ts, asOf, horizon);
  const usable = (x: unknown): unknown => (inside(snapshotTime(x, asOf)) ? x : undefined);
  const health = usable(snapshots.routerHealth);
  const risk = usable(snapshots.risk);

  const decoded = decode([...input.orders, ...input.metrics], inside);
  const episodes = episodesOf(settledCloses(decoded.closes, asOf), decoded.fills);
  const trades = tradesOf(episodes, decoded.rows, stopsOf(config.strategies));
  const groups = new Map<string, Groups>();
  for (const window of windows) groups.set(window.name, groupsOf(tradesIn(trades, window, asOf)));
  const main = groupsOf(tradesIn(trades, primary, asOf));
  const mainTrades = tradesIn(trades, primary, asOf);

  const { nav, navLog } = snapshots;
  const account = accountOf({ nav, navLog, risk, limits: config.limits, asOf, horizon });

  const rows = decoded.rows.filter((row) => within(row.ts, asOf, primary.width ?? horizon));
  const universe = universeOf(config.universe);
  const restricted = restrictedOf(config.limits);
  const enabled = [...universe].flatMap(([symbol, entry]) =>
    isEnabled(entry) && !restricted.has(symbol) ? [symbol] : [],
  );
  const symbols = new Set([...mainTrades.map((t) => t.symbol), ...rows.map((r) => r.symbol), ...enabled]);
  const healthList = get(health, 'symbols') ?? get(health, 'per_symbol');
  const entries = named(healthList, ['symbol'], symbolOf);
  const risks = named(get(risk, 'symbols'), ['symbol'], symbolOf);

  const pooled = sharesOf(rows);
  const router = new Map<string, Router>();
  const scores = new Map<string, Score>();
  const suggestions = new Map<string, Suggestion>();
  for (const symbol of symbols) {
    const own = rows.filter((row) => row.symbol === symbol);
    const entry = entries.get(symbol);
    const state = routerOf(own, entry);
    router.set(symbol, state);
    const label = str(get(get(risks.get(symbol), 'vol'), 'atr_regime'));
    const score = scoreOf({
      block: blockAt(main.symbols, symbol),
      trades: mainTrades.filter((t) => t.symbol === symbol),
      rows: own,
      pooled,
      volatility: volatilityPart(num(get(entry, 'volatility_scale')), label),
    });
    scores.set(symbol, score);
    const suggestion = suggestionOf({
      rows: own,
      past: decoded.rows.filter((row) => row.symbol === symbol),
      all: rows,
      entry,
      router: state,
      limits: config.limits,
      mode: account.mode,
    });
    suggestions.set(symbol, suggestion);
  }

  const registry = registryOf(config.registry);
  const strategyScores = new Map<string, Score>();
  for (const strategy of new Set([...mainTrades.map((t) => t.strategy), ...registry.keys()])) {
    const own = mainTrades.filter((t) => t.strategy === strategy);
    const joined = new Set<Row>(own.flatMap((t) => (t.row === null ? [] : [t.row])));
    const block = blockAt(main.strategies, strategy);
    strategyScores.set(
      strategy,
      scoreOf({ block, trades: own, rows: [...joined], pooled, volatility: null }),
    );
  }

  const logged = new Set([...decoded.rows, ...decoded.closes, ...decoded.fills].map(({ symbol }) => symbol));
  return {
    expectancy: { ...main, windows: Object.fromEntries(groups) },
    router: record(router),
    scores: record(scores),
    strategyScores: record(strategyScores),
    suggestions: record(suggestions),
    account,
    allocation: allocateSymbols({
      universe,
      limits: config.limits,
      groups: main,
      scores,
      router,
      positions: usable(snapshots.positions),
      logged,
      account,
    }),
    strategyAllocation: allocateStrategies({
      registry: config.registry === undefined ? undefined : registry,
      limits: config.limits,
      groups: main,
      scores: strategyScores,
      account,
    }),
  };
}
