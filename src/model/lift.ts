import type { Caution, MarketEvent } from './event';

/** A caution that takes others back. */
export type Lift = Caution & { readonly lifted: true };

/** Whether an event takes cautions back. */
export function isLift(event: MarketEvent): event is Lift {
  return event.kind === 'caution' && event.lifted === true;
}

/** Whether it takes back this event, which came before it: the order in which they come decides, and no ts. */
export function isLiftedBy(event: MarketEvent, lift: Lift): boolean {
  return event.kind === 'caution' && event.code === lift.code;
}
