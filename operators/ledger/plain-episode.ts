import type { Episode } from '../../src/model/episode';

/** An episode as a plain object, field by field. Of one that is held the fields cannot be spread. */
export function plainEpisode(episode: Episode): Episode {
  return {
    symbol: episode.symbol,
    positionSide: episode.positionSide,
    id: episode.id,
    legs: episode.legs,
    ts: episode.ts,
    lastTs: episode.lastTs,
    entryTs: episode.entryTs,
    open: episode.open,
    flags: episode.flags,
    realizedUsd: episode.realizedUsd,
    closeFeesUsd: episode.closeFeesUsd,
    openFeesUsd: episode.openFeesUsd,
    openFeesEstimatedUsd: episode.openFeesEstimatedUsd,
    fundingUsd: episode.fundingUsd,
    missingCosts: episode.missingCosts,
    quantity: episode.quantity,
    largestBefore: episode.largestBefore,
    entryUnknown: episode.entryUnknown,
    entryNotionalUsd: episode.entryNotionalUsd,
    entryPrice: episode.entryPrice,
    exitPrice: episode.exitPrice,
    recomputedUsd: episode.recomputedUsd,
    recordedRiskUsd: episode.recordedRiskUsd,
    entryAttempts: episode.entryAttempts,
    exitAttempts: episode.exitAttempts,
    strategy: episode.strategy,
    direction: episode.direction,
  };
}
