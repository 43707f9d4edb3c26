import type { Episode } from '../../src/model/episode';
import type { Trade } from '../../src/model/trade';
import type { LedgerChange } from '../ledger/incremental/key-ledger';
import type { Attempts } from './attempts';
import { HeldTrade } from './held-trade';

/** The trades of one symbol, as its episodes change. */
export class SymbolTrades {
  private readonly held = new Map<string, HeldTrade>();

  constructor(private readonly attempts: Attempts) {}

  /** Takes a change of the episodes. Gives the trades of those that are no more and have no other in their place. */
  take({ removed, added }: LedgerChange): readonly Trade[] {
    const gone = new Map<string, HeldTrade>();
    for (const episode of removed) {
      const place = placeOf(episode);
      const known = this.held.get(place);
      if (known === undefined) continue;
      this.held.delete(place);
      this.attempts.removeTrade(known);
      gone.set(place, known);
    }
    for (const episode of added) {
      const place = placeOf(episode);
      const held = new HeldTrade(episode, gone.get(place)?.emitted);
      gone.delete(place);
      this.held.set(place, held);
      this.attempts.addTrade(held);
    }
    return [...gone.values()].flatMap(({ emitted }) => emitted ?? []);
  }
}

function placeOf({ ts, id }: Episode): string {
  return `${ts} ${id}`;
}
