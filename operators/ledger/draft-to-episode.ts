import type { Episode, EpisodeFlag } from '../../src/model/episode';
import type { PricedClose } from '../../src/model/trade';
import { fingerprint } from '../../src/model/values/digest';
import { attemptsInOrder, type AttemptShare } from './attempt-order';
import type { EpisodeDraft, Leg, MatchedEntry } from './episode-draft';
import { statedBy } from './leg-values';

// Positions share these lists: a horizon has very many.
const NONE = [] as const;
const FEES = ['fees'] as const;
const FUNDING = ['funding'] as const;
const FEES_AND_FUNDING = ['fees', 'funding'] as const;
// Each by the bits of the flags that it has.
const FLAGS: readonly EpisodeFlag[] = ['truncated', 'no_sizes', 'fees_both_legs', 'fees_as_written'];
const FLAG_LISTS = Array.from({ length: 1 << FLAGS.length }, (_, bits) =>
  FLAGS.filter((_flag, n) => ((bits >> n) & 1) === 1),
);

/** The position that a draft holds, under an id. */
export function draftToEpisode(draft: EpisodeDraft, id: string): Episode {
  const { legs, entries, quantity, sign } = draft;
  const matchedUsd = quantity > 0 ? positive(draft.entryNotionalUsd) : undefined;
  return {
    symbol: legs[0]?.close.symbol ?? '',
    positionSide: draft.positionSide,
    id,
    legs: legs.map(({ close }) => close),
    ts: endOf(draft),
    lastTs: latestOf(legs, true),
    entryTs: entryTsOf(draft),
    open: draft.isOpen,
    flags: flagsOf(draft),
    realizedUsd: sumOf(legs, ({ realizedUsd }) => realizedUsd),
    closeFeesUsd: sumOf(legs, ({ feesUsd }) => feesUsd),
    openFeesUsd: draft.openFeesUsd,
    openFeesEstimatedUsd: draft.openFeesEstimatedUsd,
    fundingUsd: sumOf(legs, ({ fundingUsd }) => fundingUsd),
    missingCosts: missingCostsOf(draft),
    quantity,
    largestBefore: draft.largestBefore,
    entryUnknown: unknownShareOf(draft),
    entryNotionalUsd: matchedUsd ?? statedBy(legs, ({ notionalUsd }) => notionalUsd)?.value,
    entryPrice: matchedUsd === undefined ? undefined : matchedUsd / quantity,
    exitPrice: quantity > 0 ? positive(draft.exitNotionalUsd / quantity) : undefined,
    recomputedUsd: quantity > 0 && Number.isFinite(draft.recomputedUsd) ? draft.recomputedUsd : undefined,
    recordedRiskUsd: recordedRiskOf(draft),
    entryAttempts: attemptsInOrder(entries, entryShare),
    exitAttempts: attemptsInOrder(legs, exitShare),
    strategy: strategyOf(legs),
    direction: sign === 0 ? undefined : sign > 0 ? 'long' : 'short',
  };
}

/** The time of the close that ended the position; while it is open, of its latest one. */
export function endOf({ legs }: EpisodeDraft): number {
  return latestOf(legs, false);
}

/** What its first leg is called by. */
export function firstIdOf({ legs }: EpisodeDraft): string {
  const close = legs[0]?.close;
  const named = close?.orderId ?? close?.clientOrderId ?? close?.attemptId ?? close?.intentId;
  if (named !== undefined || close === undefined) return named ?? '';
  return fingerprint(close.line)
    .map((word) => word.toString(16).padStart(8, '0'))
    .join('');
}

function flagsOf(draft: EpisodeDraft): readonly EpisodeFlag[] {
  const { isTruncated, isSized, hasFeesOfBothLegs, hasUnknownFees } = draft;
  const bits =
    Number(isTruncated) + 2 * Number(!isSized) + 4 * Number(hasFeesOfBothLegs) + 8 * Number(hasUnknownFees);
  return FLAG_LISTS[bits] ?? NONE;
}

function entryTsOf({ entries }: EpisodeDraft): number | undefined {
  let earliest = Infinity;
  for (const { order, isDust } of entries) if (!isDust) earliest = Math.min(earliest, order.firstTs);
  return Number.isFinite(earliest) ? earliest : undefined;
}

function unknownShareOf({ quantity, unknown, isSized }: EpisodeDraft): number {
  if (quantity > 0) return Math.min(1, unknown / quantity);
  return isSized ? 0 : 1;
}

// Of a position that is not closed whole, the part of its risk that was.
function recordedRiskOf(draft: EpisodeDraft): number | undefined {
  const stated = statedBy(draft.legs, ({ riskUsd }) => riskUsd);
  if (stated === undefined) return undefined;
  const isPart = (draft.isOpen || draft.isTruncated) && stated.isOfPosition && draft.largestBefore > 0;
  return isPart ? stated.value * Math.min(1, draft.quantity / draft.largestBefore) : stated.value;
}

function missingCostsOf({ legs, isFeeMissing }: EpisodeDraft): Episode['missingCosts'] {
  const areFees = isFeeMissing || legs.some(({ close }) => close.feesUsd === undefined);
  const isFunding = legs.some(({ close }) => close.fundingUsd === undefined);
  if (areFees) return isFunding ? FEES_AND_FUNDING : FEES;
  return isFunding ? FUNDING : NONE;
}

function strategyOf(legs: readonly Leg[]): string | undefined {
  return legs.find(({ close }) => close.strategy !== undefined)?.close.strategy;
}

function sumOf(legs: readonly Leg[], field: (close: PricedClose) => number | undefined): number {
  let sum = 0;
  for (const { close } of legs) sum += field(close) ?? 0;
  return sum;
}

// A leg of dust does not move the time of its position.
function latestOf(legs: readonly Leg[], withDust: boolean): number {
  let latest = -Infinity;
  for (const { close, isDust } of legs) if (withDust || !isDust) latest = Math.max(latest, close.ts);
  return latest;
}

function entryShare({ order: { fill, firstTs }, quantity }: MatchedEntry): AttemptShare | undefined {
  return fill === undefined ? undefined : { ids: fill, ts: firstTs, quantity };
}

function exitShare({ close, quantity }: Leg): AttemptShare {
  return { ids: close, ts: close.ts, quantity };
}

function positive(value: number): number | undefined {
  return value > 0 && value < Infinity ? value : undefined;
}
