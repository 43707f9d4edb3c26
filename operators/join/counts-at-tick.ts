import type { JoinedChange } from './join-attempts';
import type { Machine } from '../core/machine';
import type { Counts } from '../ticks/counts';

/** What happened to events on their way in, said at each tick. */
export const countsAtTick: Machine<
  readonly JoinedChange[],
  null,
  { readonly asOf: number; readonly value: Counts }
> = {
  init: () => null,
  step: (_state, changes) =>
    changes.flatMap((change) =>
      change.kind === 'tick' ? [{ asOf: change.asOf, value: change.counts }] : [],
    ),
};
