import type { AccountView } from '../account/measure-account';
import type { Header, Metadata } from '../core/header';
import type { ExpectancyFile } from '../expectancy/expectancy-file';
import type { GroupView } from '../expectancy/group-view';
import type { Policy } from '../router/current-policy';
import type { Quality, RouterRegime } from '../router/router-class';
import type { ScoresFile, SymbolScore } from '../score/scores-file';
import type { SuggestionsFile } from '../suggest/suggestions-file';
import { isoUtc } from '../../src/model/values/time';
import type { RecordNumbers } from './weights/phi';

/** The numbers of a symbol or strategy, as the published files say. A null was not said. */
export interface PublishedNumbers extends RecordNumbers {
  readonly rUsd: number | null;
  readonly pDd: number | null;
  readonly usdAndRDisagree: boolean;
  readonly avgR: number | null;
  readonly hitRate: number | null;
  readonly expectancy: number | null;
  readonly drawdownAwareR: number | null;
  readonly rInterval: readonly [number, number] | null;
}

/** The router's state of a symbol, as published. */
export interface PublishedRouter {
  readonly quality: Quality;
  readonly regime: RouterRegime;
  readonly current: Policy | null;
  readonly proposed: Policy | null;
}

/** All that the allocator reads of the other three files. */
export interface AllocationInputs {
  readonly header: Omit<Header, 'valid_until_ts'>;
  readonly metadata: Metadata;
  /** Undefined without a scores file. */
  readonly account: AccountView | undefined;
  readonly symbols: ReadonlyMap<string, PublishedNumbers>;
  readonly strategies: ReadonlyMap<string, PublishedNumbers>;
  readonly routers: ReadonlyMap<string, PublishedRouter>;
}

/** Picks from the other three files what the allocator reads. A file that is not there says nothing. */
export function allocationInputs(
  expectancy: ExpectancyFile | undefined,
  scores: ScoresFile | undefined,
  suggestions: SuggestionsFile | undefined,
): AllocationInputs {
  const { generated_ts, updated_ts, as_of, window, lookback_days, metadata } =
    scores ?? expectancy ?? NO_FILE;
  return {
    header: { generated_ts, updated_ts, as_of, window, lookback_days },
    metadata,
    account: scores?.account,
    symbols: numbersByName(expectancy?.symbols, new Map(scores?.symbols.map((row) => [row.symbol, row]))),
    strategies: numbersByName(
      expectancy?.strategies,
      new Map(scores?.strategies.map((row) => [row.strategy, row])),
    ),
    routers: new Map(
      suggestions?.symbols.map(({ symbol, quality, regime, current_policy, proposed_policy }) => [
        symbol,
        { quality, regime, current: current_policy, proposed: proposed_policy },
      ]),
    ),
  };
}

const NO_FILE = {
  generated_ts: isoUtc(0),
  updated_ts: 0,
  as_of: isoUtc(0),
  window: '',
  lookback_days: null,
  metadata: { events_digest: '', config_digest: '', complete: true, warnings: [] },
};

type ScoreRow = Pick<SymbolScore, 'score' | 'inputs' | 'p_dd'>;

function numbersByName(
  groups: Readonly<Record<string, GroupView>> = {},
  rows: ReadonlyMap<string, ScoreRow>,
): ReadonlyMap<string, PublishedNumbers> {
  const named = new Map(Object.entries(groups).filter(([, group]) => group.pooled === undefined));
  const names = new Set([...named.keys(), ...rows.keys()]);
  return new Map([...names].map((name) => [name, numbersOf(named.get(name), rows.get(name))]));
}

function numbersOf(group: GroupView | undefined, row: ScoreRow | undefined): PublishedNumbers {
  const count = group?.count ?? row?.inputs.count ?? 0;
  const edge = row?.inputs.edge ?? group?.edge ?? null;
  return {
    score: row?.score ?? null,
    edge,
    // Without a trade both edges are that of no evidence.
    edgeUsd: group?.edge_usd ?? (count === 0 ? edge : null),
    count,
    knownR: group?.known_r ?? count,
    dustUnknownR: group?.dust_unknown_r ?? 0,
    usdLosing: group?.usd_losing ?? false,
    rUsd: group?.r_usd ?? null,
    pDd: row?.p_dd ?? group?.p_dd ?? null,
    usdAndRDisagree: group?.usd_and_r_disagree ?? false,
    avgR: group?.avg_r ?? null,
    hitRate: group?.hit_rate ?? null,
    expectancy: group?.expectancy ?? null,
    drawdownAwareR: group?.drawdown_aware_r ?? null,
    rInterval: group?.r_interval ?? null,
  };
}
