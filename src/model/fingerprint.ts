import { Fingerprinter, type Fingerprint } from './values/digest';
import type { Close } from './event';
import type { Route } from './route';

const fingerprinter = new Fingerprinter();

/** The fingerprint of all that counts of a close. */
export function closeFingerprint(close: Close): Fingerprint {
  return fingerprinter
    .number(close.ts)
    .text(close.symbol)
    .text(close.link)
    .text(close.origin)
    .number(close.realizedUsd)
    .number(close.feesUsd)
    .number(close.fundingUsd)
    .number(close.riskUsd)
    .number(close.notionalUsd)
    .text(close.strategy)
    .take();
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
    .flag(route.cancelled);
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
