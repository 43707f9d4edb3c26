import type { Episode, EpisodeFlag } from '../../src/model/episode';
import type { PricedClose } from '../../src/model/trade';
import { fingerprint } from '../../src/model/values/digest';
import { attemptsInOrder } from './attempt-order';
import type { EpisodeDraft } from './episode-draft';
import { statedBy } from './leg-values';

// Most positions share these lists: a horizon has very many.
const NONE = [] as const;
const FEES = ['fees'] as const;
const FUNDING = ['funding'] as const;
const FEES_AND_FUNDING = ['fees', 'funding'] as const;

/** The position that a draft holds, under an id. */
export function draftToEpisode(draft: EpisodeDraft, id: string): Episode {
  const { legs, entries, quantity, sign } = draft;
  const closes = legs.map(({ close }) => close);
  const main = mainOf(draft);
  const [first] = closes;
  const matchedUsd = quantity > 0 ? positive(draft.entryNotionalUsd) : undefined;
  return {
    symbol: first?.symbol ?? '',
    positionSide: draft.positionSide,
    id,
    legs: closes,
    ts: latestOf(main),
    lastTs: latestOf(closes),
    entryTs: entryTsOf(draft),
    open: draft.isOpen,
    flags: flagsOf(draft),
    realizedUsd: sumOf(closes, ({ realizedUsd }) => realizedUsd),
    closeFeesUsd: sumOf(closes, ({ feesUsd }) => feesUsd),
    openFeesUsd: draft.openFeesUsd,
    openFeesEstimatedUsd: draft.openFeesEstimatedUsd,
    fundingUsd: sumOf(closes, ({ fundingUsd }) => fundingUsd),
    missingCosts: missingCostsOf(draft),
    quantity,
    largestBefore: draft.largestBefore,
    entryUnknown: unknownShareOf(draft),
    entryNotionalUsd: matchedUsd ?? statedBy(main.map(({ notionalUsd }) => notionalUsd))?.value,
    entryPrice: matchedUsd === undefined ? undefined : matchedUsd / quantity,
    exitPrice: quantity > 0 ? positive(draft.exitNotionalUsd / quantity) : undefined,
    recomputedUsd: quantity > 0 && Number.isFinite(draft.recomputedUsd) ? draft.recomputedUsd : undefined,
    recordedRiskUsd: recordedRiskOf(draft, main),
    entryAttempts: attemptsInOrder(
      entries.flatMap(({ order: { fill, firstTs }, quantity: matched }) =>
        fill === undefined ? [] : [{ ids: fill, ts: firstTs, quantity: matched }],
      ),
    ),
    exitAttempts: attemptsInOrder(
      legs.map(({ close, quantity: closed }) => ({ ids: close, ts: close.ts, quantity: closed })),
    ),
    strategy: closes.find(({ strategy }) => strategy !== undefined)?.strategy,
    direction: sign === 0 ? undefined : sign > 0 ? 'long' : 'short',
  };
}

/** The time of the close that ended the position; while it is open, of its latest one. */
export function endOf(draft: EpisodeDraft): number {
  return latestOf(mainOf(draft));
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
  const flags: EpisodeFlag[] = [];
  if (draft.isTruncated) flags.push('truncated');
  if (!draft.isSized) flags.push('no_sizes');
  if (draft.hasFeesOfBothLegs) flags.push('fees_both_legs');
  if (draft.hasUnknownFees) flags.push('fees_as_written');
  return flags.length === 0 ? NONE : flags;
}

// A leg of dust need not state what the others state of the position, and does not move its time.
function mainOf({ legs }: EpisodeDraft): readonly PricedClose[] {
  return legs.filter(({ isDust }) => !isDust).map(({ close }) => close);
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
function recordedRiskOf(draft: EpisodeDraft, main: readonly PricedClose[]): number | undefined {
  const stated = statedBy(main.map(({ riskUsd }) => riskUsd));
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

function sumOf(closes: readonly PricedClose[], field: (close: PricedClose) => number | undefined): number {
  return closes.reduce((sum, close) => sum + (field(close) ?? 0), 0);
}

function latestOf(closes: readonly PricedClose[]): number {
  return closes.reduce((latest, { ts }) => Math.max(latest, ts), -Infinity);
}

function positive(value: number): number | undefined {
  return value > 0 && value < Infinity ? value : undefined;
}
