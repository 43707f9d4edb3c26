import type { Episode } from '../../src/model/episode';
import type { Trade } from '../../src/model/trade';
import type { Attempts } from './attempts';
import { HeldTrade } from './held-trade';
import { areSame } from './same-episode';

/** The trades of one symbol, as its episodes change. */
export class SymbolTrades {
  private held: ReadonlyMap<string, HeldTrade> = new Map();

  constructor(private readonly attempts: Attempts) {}

  /** Takes the episodes as they are now. Gives the trades of those that are no more. */
  take(episodes: readonly Episode[]): readonly Trade[] {
    const before = this.held;
    const now = new Map<string, HeldTrade>();
    for (const episode of episodes) {
      const place = placeOf(episode);
      const known = before.get(place);
      now.set(
        place,
        known !== undefined && areSame(known.episode, episode) ? known : this.hold(episode, known),
      );
    }
    const gone: Trade[] = [];
    for (const [place, held] of before) {
      if (now.has(place)) continue;
      this.attempts.removeTrade(held);
      if (held.emitted !== undefined) gone.push(held.emitted);
    }
    this.held = now;
    return gone;
  }

  private hold(episode: Episode, known: HeldTrade | undefined): HeldTrade {
    if (known !== undefined) this.attempts.removeTrade(known);
    const held = new HeldTrade(episode, known?.emitted);
    this.attempts.addTrade(held);
    return held;
  }
}

function placeOf({ ts, id }: Episode): string {
  return `${ts} ${id}`;
}
