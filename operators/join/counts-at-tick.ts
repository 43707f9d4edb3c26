import type { Fact } from './join-attempts';
import type { Machine } from '../core/machine';
import type { Counts } from '../ticks/tick-every';

/** What happened to events on their way in, said at each tick. */
export const countsAtTick: Machine<readonly Fact[], null, { readonly asOf: number; readonly value: Counts }> =
  {
    init: () => null,
    step: (_state, facts) =>
      facts.flatMap((fact) => (fact.kind === 'tick' ? [{ asOf: fact.asOf, value: fact.counts }] : [])),
  };
