import type { MarketEvent } from '../../src/model/event';
import { biasOfLabel } from '../../src/model/route';

/** The names that the logs use, and whether their router rows carry bias labels. */
export interface NamesInEvents {
  readonly symbols: Set<string>;
  readonly strategies: Set<string>;
  carryLabels: boolean;
}

export function noNames(): NamesInEvents {
  return { symbols: new Set(), strategies: new Set(), carryLabels: false };
}

/** Adds the names of events. */
export function noteNames(names: NamesInEvents, events: readonly MarketEvent[]): void {
  for (const event of events) {
    if ('symbol' in event) names.symbols.add(event.symbol);
    if (event.kind === 'close' && event.strategy !== undefined) names.strategies.add(event.strategy);
    if (event.kind !== 'route' || names.carryLabels) continue;
    const { policy } = event;
    names.carryLabels = policy?.biasLabel !== undefined && policy.bias === biasOfLabel(policy.biasLabel);
  }
}
