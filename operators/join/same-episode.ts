import type { AttemptLink, Episode } from '../../src/model/episode';

/** Whether two episodes at one place say the same, so that the trade of the one is that of the other. */
export function areSame(one: Episode, other: Episode): boolean {
  return (
    one === other ||
    (one.realizedUsd === other.realizedUsd &&
      one.legs.length === other.legs.length &&
      one.positionSide === other.positionSide &&
      one.lastTs === other.lastTs &&
      one.entryTs === other.entryTs &&
      one.open === other.open &&
      one.recomputedUsd === other.recomputedUsd &&
      one.closeFeesUsd === other.closeFeesUsd &&
      one.openFeesUsd === other.openFeesUsd &&
      one.openFeesEstimatedUsd === other.openFeesEstimatedUsd &&
      one.fundingUsd === other.fundingUsd &&
      one.quantity === other.quantity &&
      one.largestBefore === other.largestBefore &&
      one.entryUnknown === other.entryUnknown &&
      one.entryNotionalUsd === other.entryNotionalUsd &&
      one.entryPrice === other.entryPrice &&
      one.exitPrice === other.exitPrice &&
      one.recordedRiskUsd === other.recordedRiskUsd &&
      one.strategy === other.strategy &&
      one.direction === other.direction &&
      areAlike(one.flags, other.flags, Object.is) &&
      areAlike(one.missingCosts, other.missingCosts, Object.is) &&
      areAlike(one.entryAttempts, other.entryAttempts, isSameAttempt) &&
      areAlike(one.exitAttempts, other.exitAttempts, isSameAttempt))
  );
}

function isSameAttempt(one: AttemptLink, other: AttemptLink): boolean {
  return one.attemptId === other.attemptId && one.intentId === other.intentId;
}

function areAlike<T>(
  ones: readonly T[],
  others: readonly T[],
  isSame: (one: T, other: T) => boolean,
): boolean {
  if (ones.length !== others.length) return false;
  for (const [at, one] of ones.entries()) {
    const other = others[at];
    if (other === undefined || !isSame(one, other)) return false;
  }
  return true;
}
