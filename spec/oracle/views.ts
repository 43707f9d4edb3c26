/** The two views of the allocator: the symbols of the universe and the strategies of the registry. */
import {
  concurrentOf,
  knownR,
  phiOf,
  rawOf,
  strategyCap,
  suggestedCaps,
  symbolPhi,
  symbolRaw,
  weightsOf,
} from './allocate';
import { capsOf, isEnabled } from './config';
import { round9n } from './exact';
import { get, num, type Obj, record } from './json';
import type { Account, Allocation, Block, Blocks, Groups, Router, Score, StrategyAllocation } from './types';

export function blockAt(blocks: Blocks, key: string): Block | undefined {
  return Object.hasOwn(blocks, key) ? blocks[key] : undefined;
}

/** Score and edge as published: the edge is a component of the score, also at n = 0. */
function scoreAndEdge(score: Score | undefined): { score: number; edge: number } {
  return { score: score?.score ?? 0, edge: score?.components['edge'] ?? 0 };
}

export function allocateSymbols(x: {
  readonly universe: ReadonlyMap<string, Obj>;
  readonly limits: unknown;
  readonly groups: Groups;
  readonly scores: ReadonlyMap<string, Score>;
  readonly router: ReadonlyMap<string, Router>;
  readonly weights: ReadonlyMap<string, number>;
  readonly account: Account;
}): Record<string, Allocation> {
  const { mode } = x.account;
  const symbols = new Set([...x.universe.keys(), ...Object.keys(x.groups.symbols)]);
  const phis = new Map<string, bigint>();
  const raws = new Map<string, bigint>();
  for (const symbol of symbols) {
    const entry = x.universe.get(symbol);
    if (!isEnabled(entry)) continue;
    const { score, edge } = scoreAndEdge(x.scores.get(symbol));
    const quality = x.router.get(symbol)?.quality ?? 'unknown';
    const phi = symbolPhi(score, edge, blockAt(x.groups.symbols, symbol), quality);
    phis.set(symbol, phi);
    raws.set(symbol, symbolRaw(capsOf(symbol, x.limits, entry), phi));
  }
  const weights = weightsOf(raws, mode);
  const out = new Map<string, Allocation>();
  for (const symbol of symbols) {
    const caps = capsOf(symbol, x.limits, x.universe.get(symbol));
    const quality = x.router.get(symbol)?.quality ?? 'unknown';
    const n = knownR(blockAt(x.groups.symbols, symbol));
    out.set(symbol, {
      suggested_weight: weights.get(symbol) ?? 0,
      ...suggestedCaps(caps, phis.get(symbol) ?? 0n, quality, n, mode),
      current_weight: round9n(x.weights.get(symbol) ?? null),
    });
  }
  return record(out);
}

export function allocateStrategies(x: {
  /** Undefined without a registry: then there are no rows. */
  readonly registry: ReadonlyMap<string, Obj> | undefined;
  readonly groups: Groups;
  readonly scores: ReadonlyMap<string, Score>;
  readonly account: Account;
}): Record<string, StrategyAllocation> {
  const { registry } = x;
  if (registry === undefined) return {};
  const { equity, mode } = x.account;
  const usableEquity = equity !== null && equity > 0 ? equity : null;
  const phis = new Map<string, bigint>();
  const raws = new Map<string, bigint>();
  for (const [strategy, entry] of registry) {
    if (!isEnabled(entry)) continue;
    const { score, edge } = scoreAndEdge(x.scores.get(strategy));
    const phi = phiOf(score, edge, blockAt(x.groups.strategies, strategy), 1_000_000n);
    phis.set(strategy, phi);
    const capacity = num(get(entry, 'capacity_usd'));
    if (capacity === null || usableEquity === null) continue;
    const cap = strategyCap(capacity, usableEquity);
    raws.set(strategy, rawOf(cap, cap, phi));
  }
  const weights = weightsOf(raws, mode);
  const out = new Map<string, StrategyAllocation>();
  for (const strategy of new Set([...registry.keys(), ...Object.keys(x.groups.strategies)])) {
    const entry = registry.get(strategy);
    const limit = num(get(entry, 'max_concurrent'));
    const unknown = entry !== undefined && isEnabled(entry) && usableEquity === null;
    out.set(strategy, {
      suggested_weight: unknown ? null : (weights.get(strategy) ?? 0),
      max_concurrent: concurrentOf(
        limit === null || limit < 0 ? null : Math.floor(limit),
        phis.get(strategy) ?? 0n,
        mode,
      ),
    });
  }
  return record(out);
}
