/** The two views of the allocator: the symbols of the universe and the strategies of the registry. */
import {
  bound,
  concurrentOf,
  knownR,
  leastWeight,
  mayTrade,
  phiOf,
  published,
  QUALITY,
  strategyCap,
  suggestedCaps,
  UNIT,
  type Evidence,
} from './allocate';
import { capsOf, exposures, fraction, isEnabled, restrictedOf } from '../config';
import { nano, round9, round9n } from '../exact';
import { get, num, type Obj, record } from '../json';
import { weightsOf, type Candidate } from './weights';
import type { Account, Allocation, Block, Blocks, Groups, Router, Score, StrategyAllocation } from '../types';

export function blockAt(blocks: Blocks, key: string): Block | undefined {
  return Object.hasOwn(blocks, key) ? blocks[key] : undefined;
}

/** Score and edges as published: without trades both edges are a component of the score. */
function evidenceOf(score: Score | undefined, block: Block | undefined): Evidence {
  const edge = score?.components['edge'] ?? 0;
  return { score: score?.score ?? 0, edge, edgeUsd: block?.edge_usd ?? edge, block };
}

function grossOf(limits: unknown): bigint | null {
  const share = fraction(get(get(limits, 'global'), 'max_gross_exposure_pct'));
  return share === null ? null : nano(share) / 1000n;
}

export interface SymbolsInput {
  readonly universe: ReadonlyMap<string, Obj>;
  readonly limits: unknown;
  readonly groups: Groups;
  readonly scores: ReadonlyMap<string, Score>;
  readonly router: ReadonlyMap<string, Router>;
  readonly positions: unknown;
  /** All symbols of the logs. */
  readonly logged: ReadonlySet<string>;
  readonly account: Account;
}

export function allocateSymbols(x: SymbolsInput): Record<string, Allocation> {
  const { mode, equity } = x.account;
  const restricted = restrictedOf(x.limits);
  const symbols = new Set([...x.universe.keys(), ...Object.keys(x.groups.symbols)]);
  const held = heldWeights(x);
  const candidates = [...symbols].map((symbol): Candidate => {
    const entry = x.universe.get(symbol);
    const caps = capsOf(symbol, x.limits, entry);
    const enabled = isEnabled(entry) && !restricted.has(symbol);
    const evidence = evidenceOf(x.scores.get(symbol), blockAt(x.groups.symbols, symbol));
    const quality = x.router.get(symbol)?.quality ?? 'unknown';
    return {
      name: symbol,
      // Where no position may be held, none is advised.
      bound: isShut(caps) ? 0n : bound(caps),
      phi: enabled ? phiOf(evidence, QUALITY[quality]) : 0n,
      live: enabled && caps.nav !== null && mayTrade(evidence),
      n: knownR(evidence.block),
      trade: caps.trade === null ? null : nano(caps.trade),
    };
  });
  const minimum = num(get(get(x.limits, 'global'), 'min_notional_usdt'));
  const weights = weightsOf(candidates, {
    mode,
    gross: grossOf(x.limits),
    least: leastWeight(minimum, equity),
  });
  const rows = candidates.map(({ name, phi, n }): [string, Allocation] => {
    const weight = weights.get(name) ?? 0n;
    const caps = capsOf(name, x.limits, x.universe.get(name));
    const quality = x.router.get(name)?.quality ?? 'unknown';
    const share = published(weight);
    return [
      name,
      {
        suggested_weight: share,
        suggested_size_usd: equity === null || equity <= 0 ? null : round9(share * equity),
        ...suggestedCaps({ caps, phi, quality, n, mode, weight }),
        current_weight: round9n(held(name)),
      },
    ];
  });
  return record(new Map(rows));
}

function heldWeights({
  positions,
  universe,
  logged,
  account,
}: SymbolsInput): (symbol: string) => number | null {
  const known = new Set([...universe.keys(), ...logged]);
  const held = exposures(positions, known);
  const { equity } = account;
  if (held === undefined || equity === null || equity <= 0) return () => null;
  return (symbol) => {
    const size = held.sizes.has(symbol) ? (held.sizes.get(symbol) ?? null) : held.others;
    return size === null ? null : size / equity;
  };
}

export interface StrategiesInput {
  /** Undefined without a registry: then there are no rows. */
  readonly registry: ReadonlyMap<string, Obj> | undefined;
  readonly limits: unknown;
  readonly groups: Groups;
  readonly scores: ReadonlyMap<string, Score>;
  readonly account: Account;
}

function isShut({ trade, concurrent }: ReturnType<typeof capsOf>): boolean {
  return trade === 0 || concurrent === 0;
}

export function allocateStrategies(x: StrategiesInput): Record<string, StrategyAllocation> {
  const { registry } = x;
  if (registry === undefined) return {};
  const { equity, mode } = x.account;
  const usableEquity = equity !== null && equity > 0 ? equity : null;
  const candidates = [...registry].flatMap(([name, entry]): readonly Candidate[] => {
    if (!isEnabled(entry)) return [];
    const evidence = evidenceOf(x.scores.get(name), blockAt(x.groups.strategies, name));
    const capacity = num(get(entry, 'capacity_usd'));
    const cap = capacity === null || usableEquity === null ? 0n : strategyCap(capacity, usableEquity);
    return [
      {
        name,
        bound: num(get(entry, 'max_concurrent')) === 0 ? 0n : cap,
        phi: phiOf(evidence, UNIT),
        live: false,
        n: knownR(evidence.block),
        trade: null,
      },
    ];
  });
  const weights = weightsOf(candidates, { mode, gross: grossOf(x.limits), least: null });
  const phis = new Map(candidates.map(({ name, phi }) => [name, phi]));
  const names = new Set([...registry.keys(), ...Object.keys(x.groups.strategies)]);
  const rows = [...names].map((name): [string, StrategyAllocation] => {
    const entry = registry.get(name);
    const limit = num(get(entry, 'max_concurrent'));
    const unknown = entry !== undefined && isEnabled(entry) && usableEquity === null;
    const current = limit === null || limit < 0 ? null : Math.floor(limit);
    return [
      name,
      {
        suggested_weight: unknown ? null : published(weights.get(name) ?? 0n),
        max_concurrent: concurrentOf(current, phis.get(name) ?? 0n, mode),
      },
    ];
  });
  return record(new Map(rows));
}
