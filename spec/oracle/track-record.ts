/** What was claimed of each symbol against what came, and whose record changed (9.6): a slow reading over plain trades. */
import { edgeOf } from './edge';
import { mean, round9, variance } from './exact';
import { meanInterval, wilson } from './student';
import type { Trade } from './records';

const NEXT = 20;
const LAMBDA = 0.5;
const RHO = 1 - 1 / 10;
const HURDLE = 0.05;
const K = 0.5;
const H = 4.67;

/** Of a trade of known R. */
export type Result = Pick<Trade, 'ts' | 'symbol'> & { readonly r: number };

export interface Scored {
  readonly p: number;
  readonly came: number;
  readonly predicted: boolean;
}

export interface Change {
  readonly direction: string;
  readonly since_ts: number;
  readonly flagged_ts: number;
}

/** The record begins at the last multiple of half the horizon that is at least half a horizon ago. */
function beginning(asOf: number, horizon: number): number {
  if (horizon === Infinity) return -Infinity;
  const half = horizon / 2;
  let start = Math.ceil(asOf / half) * half;
  while (start > asOf - half) start -= half;
  return start;
}

/** Claims of one symbol that can be scored at asOf, in order. `all`: its trades, in order. */
export function scoredAt(
  all: readonly Result[],
  asOf: number,
  horizon: number,
  width: number,
): readonly Scored[] {
  const there = all.filter(({ ts }) => ts > asOf - horizon && ts <= asOf);
  const record = there.filter(({ ts }) => ts >= beginning(asOf, horizon));
  const scored: Scored[] = [];
  let outcome: Result[] = [];
  let claimed: number | undefined;
  for (const [i, trade] of record.entries()) {
    outcome.push(trade);
    if (outcome.length < NEXT || record[i + 1]?.ts === trade.ts) continue;
    if (claimed !== undefined && claimed - width >= asOf - horizon)
      scored.push(judged(there, claimed, width, outcome));
    claimed = trade.ts;
    outcome = [];
  }
  return scored;
}

function judged(there: readonly Result[], at: number, width: number, outcome: readonly Result[]): Scored {
  const window = there.filter(({ ts }) => ts > at - width && ts <= at);
  const steps = netted(outcome);
  let weight = 0;
  let inherited = 0;
  for (const r of steps) {
    const kept = Math.max(0, RHO * weight - Math.max(0, r));
    weight = kept + Math.max(0, -r);
    inherited += kept;
  }
  const next = mean(outcome.map(({ r }) => r)) ?? 0;
  const pain = (((1 - RHO) / RHO) * inherited + weight) / outcome.length;
  const rs = window.map(({ r }) => r);
  const spread = Math.sqrt((variance(rs) ?? 0) * (1 + rs.length / outcome.length));
  const interval = meanInterval(mean(rs), spread, rs.length, 0.05);
  return {
    p: round9(edgeOf(window.map(asTrade), netted(window)).pDd),
    came: next - LAMBDA * pain > HURDLE ? 1 : 0,
    predicted: interval !== null && next >= interval[0] && next <= interval[1],
  };
}

function netted(trades: readonly Result[]): readonly number[] {
  const steps = new Map<number, number>();
  for (const { ts, r } of trades) steps.set(ts, (steps.get(ts) ?? 0) + r);
  return [...steps.values()];
}

function asTrade({ ts, symbol, r }: Result): Trade {
  return {
    ...{ sign: 0, exitReason: null, venue: null },
    ...{ ts, symbol, id: '', strategy: '', realized: r, fees: 0, estimatedFees: 0, funding: 0, net: r },
    ...{ notional: null, risk: 1, r, clipped: false, riskSource: 'recorded', row: null, rowOf: 'none' },
    ...{ holdMs: null, legs: 1, closedQty: 1, unknownQty: 0 },
  };
}

/** Mean square of chance less outcome, and for each tenth of chances the count, the share and Wilson's interval of it. */
export function worth(claims: readonly Scored[]): object {
  const bins = Array.from({ length: 10 }, (_, bin) =>
    claims.filter(({ p }) => Math.min(9, Math.floor(p * 10)) === bin),
  ).filter((members) => members.length > 0);
  return {
    brier: mean(claims.map(({ p, came }) => (p - came) ** 2)),
    held: mean(claims.map(({ predicted }) => Number(predicted))),
    bins: bins.map((members) => {
      const hits = members.filter(({ came }) => came === 1).length;
      return [members.length, hits / members.length, ...(wilson(hits, members.length) ?? [])];
    }),
  };
}

/** The last change in the record of one symbol, or null. */
export function changeAt(all: readonly Result[], asOf: number, horizon: number): Change | null {
  const start = beginning(asOf, horizon);
  let record = all.filter(({ ts }) => ts >= start && ts <= asOf);
  let last: Change | null = null;
  for (let found = firstSignal(record); found !== null; found = firstSignal(record)) {
    last = found.change;
    record = record.slice(found.place + 1);
  }
  return last;
}

// Each trade judged by its rank among those up to it.
function firstSignal(record: readonly Result[]): { readonly change: Change; readonly place: number } | null {
  const signals = [1, -1].flatMap((sign) => {
    let sum = 0;
    let since_ts = 0;
    for (const [place, { ts }] of record.entries()) {
      if (sum === 0) since_ts = ts;
      sum = Math.max(0, sum + sign * scoreOf(record.slice(0, place + 1)) - K);
      if (sum > H)
        return [{ place, change: { direction: sign > 0 ? 'up' : 'down', since_ts, flagged_ts: ts } }];
    }
    return [];
  });
  return signals.sort((one, other) => one.place - other.place)[0] ?? null;
}

function scoreOf(known: readonly Result[]): number {
  const ranks = known.map(
    ({ r }) =>
      known.filter((other) => other.r < r).length + (known.filter((other) => other.r === r).length + 1) / 2,
  );
  const middle = (known.length + 1) / 2;
  const spread = mean(ranks.map((rank) => (rank - middle) ** 2)) ?? 0;
  return spread === 0 ? 0 : ((ranks.at(-1) ?? 0) - middle) / Math.sqrt(spread);
}
