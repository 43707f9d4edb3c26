import { Fingerprinter, type Fingerprint } from './values/digest';
import type { Close, Fill, OrderIds } from './event';
import type { Route } from './route';

const fingerprinter = new Fingerprinter();

/** The fingerprint of all that counts of a close. */
export function closeFingerprint(close: Close): Fingerprint {
  ids(close)
    .number(close.ts)
    .text(close.symbol)
    .text(close.origin)
    .number(close.closeMicros)
    .number(close.toldTs)
    .text(close.positionSide)
    .number(close.sizeBefore)
    .number(close.sizeAfter)
    .number(close.closedQty)
    .text(close.tradeIds)
    .number(close.realizedUsd)
    .number(close.feesUsd)
    .flag(close.feesInOtherAsset)
    .number(close.fundingUsd)
    .number(close.riskUsd)
    .number(close.notionalUsd)
    .text(close.strategy)
    .text(close.exitReason)
    .text(close.venue);
  return fingerprinter.take();
}

/** The fingerprint of all that counts of a fill. */
export function fillFingerprint(fill: Fill): Fingerprint {
  ids(fill)
    .number(fill.ts)
    .number(fill.firstTs)
    .text(fill.symbol)
    .text(fill.positionSide)
    .text(fill.side)
    .number(fill.qty)
    .number(fill.price)
    .number(fill.feeUsd)
    .flag(fill.feesInOtherAsset)
    .flag(fill.reduceOnly);
  return fingerprinter.take();
}

function ids({ orderId, clientOrderId, attemptId, intentId }: OrderIds): Fingerprinter {
  return fingerprinter.text(orderId).text(clientOrderId).text(attemptId).text(intentId);
}

/** The fingerprint of all that counts of a row of router metrics. */
export function routeFingerprint(route: Route): Fingerprint {
  const { links } = route;
  fingerprinter.number(route.ts).text(route.symbol).number(links.length);
  for (const link of links) fingerprinter.text(link);
  fingerprinter
    .flag(route.makerStart)
    .flag(route.makerFinal)
    .flag(route.usedFallback)
    .number(route.slippageBps)
    .number(route.ackMs)
    .number(route.feesUsd)
    .number(route.notionalUsd)
    .flag(route.reported)
    .text(route.status)
    .number(route.retries)
    .flag(route.cancelled)
    .text(route.venue);
  const { policy } = route;
  if (policy !== undefined)
    fingerprinter
      .flag(policy.makerFirst)
      .number(policy.bias)
      .number(policy.offsetBps)
      .text(policy.quality)
      .text(policy.biasLabel);
  return fingerprinter.take();
}
