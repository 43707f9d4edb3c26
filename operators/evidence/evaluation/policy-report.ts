import type { AdvisedTrade } from '../walk/advised-trade';
import { holm } from '../statistics/holm';
import { twoSidedP } from '../statistics/inference';
import type { Resampling } from '../statistics/stationary-bootstrap';
import { knownTrades } from '../value/unit-trades';
import { utilityOf, type Utility } from '../value/utility';
import { valueBlock, type ValueBlock } from '../value/value-block';
import type { ValueUnit } from '../value/sentence';
import { DAY } from '../../../src/model/values/time';

/** What a trade made in a unit; undefined where that is not known. */
export function valueIn(unit: ValueUnit, { trade }: Pick<AdvisedTrade, 'trade'>): number | undefined {
  if (unit === 'usd') return trade.netUsd;
  if (unit === 'r') return trade.r;
  return trade.notionalUsd === undefined ? undefined : (trade.netUsd / trade.notionalUsd) * 1e4;
}

/** A policy in one unit, with the p of its total among all policies. */
interface UnitReport extends ValueBlock {
  readonly p_holm: number | null;
}

/** One policy on the same trades as all others. */
export interface PolicyReport {
  readonly utility: Utility;
  readonly usd: UnitReport;
  readonly r: UnitReport;
  readonly bps: UnitReport;
}

// They are no choice that somebody looked for.
const NOT_LOOKED_FOR: ReadonlySet<string> = new Set(['status_quo', 'mode_only']);

/** Every policy on these trades, in order of (ts, symbol, id). */
export function policyReports(
  trades: readonly AdvisedTrade[],
  policies: readonly string[],
  resampling: Resampling,
): Readonly<Record<string, PolicyReport>> {
  const symbols = trades.map(({ trade }) => trade.symbol);
  const closes = trades.map(({ trade }) => trade.ts);
  const days = closes.map((ts) => Math.floor(ts / DAY));
  const netUsd = trades.map(({ trade }) => trade.netUsd);
  const rs = trades.map(({ trade }) => trade.r);
  const columns = policies.map((policy) => ({
    policy,
    multiples: trades.map((trade) => trade.multiples[policy] ?? 0),
  }));
  const blocksIn = (unit: ValueUnit): ReadonlyMap<string, UnitReport> => {
    const values = trades.map((trade) => valueIn(unit, trade));
    const known = knownTrades({ values, symbols, days });
    const blocks = columns.map(
      ({ policy, multiples }) => [policy, valueBlock(known(multiples), resampling)] as const,
    );
    const adjusted = holm(chancesOf(blocks));
    return new Map(
      blocks.map(([policy, block]) => [policy, { ...block, p_holm: adjusted[policy] ?? null }] as const),
    );
  };
  const [usd, r, bps] = [blocksIn('usd'), blocksIn('r'), blocksIn('bps')];
  return Object.fromEntries(
    columns.flatMap(({ policy, multiples }) => {
      const [inUsd, inR, inBps] = [usd.get(policy), r.get(policy), bps.get(policy)];
      if (inUsd === undefined || inR === undefined || inBps === undefined) return [];
      return [
        [policy, { utility: utilityOf({ multiples, netUsd, rs, closes }), usd: inUsd, r: inR, bps: inBps }],
      ];
    }),
  );
}

// Of those whose total has an error.
function chancesOf(blocks: readonly (readonly [string, ValueBlock])[]): Readonly<Record<string, number>> {
  return Object.fromEntries(
    blocks.flatMap(([policy, { inference }]) => {
      const { total } = inference;
      if (NOT_LOOKED_FOR.has(policy) || total === null || total.t === null || total.df === null) return [];
      return [[policy, twoSidedP(total.t, total.df)]];
    }),
  );
}
