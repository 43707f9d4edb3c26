import type { Episode } from '../../src/model/episode';
import type { Close, Fill, MarketEvent } from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import { durationMs, horizonMs } from '../../src/model/fund/settings';
import type { Route } from '../../src/model/route';
import { isSizedByRow, toTrade } from '../../src/model/to-trade';
import type { Trade } from '../../src/model/trade';
import { byPlace, Timeline } from '../core/timeline';
import { KnownLedger } from '../ledger/incremental/known-ledger';
import type { LedgerSegment } from '../ledger/incremental/ledger-segment';
import { Attempts, NO_ROW } from './attempts';
import { HeldTrade } from './held-trade';
import type { RouteChange, TradeChange } from './join-attempts';

/** All rows of a history put together: the stretches of each symbol, and the trades of their positions. */
export interface WholeJoin {
  readonly stretches: ReadonlyMap<string, readonly LedgerSegment[]>;
  readonly trades: readonly Trade[];
}

/** What `joinAttempts` emits but for ticks and summaries: changes of trades and router rows, and all other events. */
export type KnownChange = TradeChange | RouteChange | Exclude<MarketEvent, Close | Fill | Route>;

/**
 * As `joinAttempts`, over a history that is at hand as a whole: what the rows that are known at a moment make, without
 * putting together again what is known whole. Of its trades the numbers are right; what else a router row says of a trade may
 * be what it says in the end.
 */
export class KnownJoin {
  private readonly ledgers: ReadonlyMap<string, KnownLedger>;
  private readonly stirred = new Set<KnownLedger>();
  private readonly trades: Map<Episode, Trade>;
  private readonly sizedByRow = new Map<Episode, HeldTrade>();
  // Needed from the first trade on that its row sizes.
  private attempts: Attempts | undefined;
  private readonly routes = new Timeline<Route>();
  private readonly horizon: number;
  private bound = -Infinity;

  constructor(
    private readonly desk: Desk,
    whole: WholeJoin,
    private readonly emit: (change: KnownChange) => void,
  ) {
    const { settings } = desk;
    this.horizon = horizonMs(settings);
    this.ledgers = new Map([...whole.stretches].map(([symbol, own]) => [symbol, new KnownLedger(own)]));
    this.trades = new Map(whole.trades.map((trade) => [trade.episode, trade]));
  }

  /** The event is known from now on. */
  take(event: MarketEvent): void {
    if (event.kind === 'close' || event.kind === 'fill') {
      const ledger = this.ledgers.get(event.symbol);
      if (ledger === undefined) return;
      ledger.put(event);
      this.stirred.add(ledger);
    } else if (event.kind === 'route') this.takeRoute(event);
    else this.emit(event);
  }

  /** Brings the trades to asOf, which does not go back. */
  settle(asOf: number): void {
    const bound = asOf - this.horizon;
    this.bound = bound;
    this.routes.evict(bound, (route) => {
      this.attempts?.removeRoute(route);
      this.emit({ kind: 'unrouted', route });
    });
    for (const ledger of this.ledgers.values()) if (ledger.evict(bound)) this.stirred.add(ledger);
    const came: Trade[] = [];
    for (const ledger of this.stirred) {
      const { removed, added } = ledger.update(asOf);
      if (!ledger.isWaiting) this.stirred.delete(ledger);
      for (const episode of removed) this.remove(episode);
      for (const episode of added) came.push(...this.add(episode));
    }
    // What follows keeps them in order of place.
    for (const trade of came.sort(byPlace)) this.emit({ kind: 'trade', trade, before: undefined });
    this.attempts?.flush((held, row) => {
      const before = held.emitted;
      if (before !== undefined && before.route === row.route) return;
      held.emitted = toTrade(
        held.episode,
        row,
        (strategy) => this.desk.stopsPct.get(strategy),
        this.desk.settings,
      );
      this.emit({ kind: 'trade', trade: held.emitted, before });
    });
  }

  private remove(episode: Episode): void {
    const held = this.sizedByRow.get(episode);
    const trade = held === undefined ? this.trades.get(episode) : held.emitted;
    if (held !== undefined) {
      this.sizedByRow.delete(episode);
      this.attempts?.removeTrade(held);
    }
    if (trade !== undefined) this.emit({ kind: 'untrade', trade });
  }

  // Its trade, unless that waits for its row.
  private add(episode: Episode): readonly Trade[] {
    if (isSizedByRow(episode)) {
      const held = new HeldTrade(episode);
      this.sizedByRow.set(episode, held);
      this.attempts ??= this.attemptsSoFar();
      this.attempts.addTrade(held);
      return [];
    }
    let trade = this.trades.get(episode);
    if (trade === undefined) {
      trade = toTrade(episode, NO_ROW, (strategy) => this.desk.stopsPct.get(strategy), this.desk.settings);
      this.trades.set(episode, trade);
    }
    return [trade];
  }

  private attemptsSoFar(): Attempts {
    const attempts = new Attempts(durationMs(this.desk.settings.lateness));
    for (const route of this.routes.slice(0, this.routes.size)) attempts.addRoute(route);
    return attempts;
  }

  private takeRoute(route: Route): void {
    if (route.ts <= this.bound) return;
    const known = this.routes.at(route);
    if (known !== undefined) {
      if (known.line >= route.line) return;
      this.attempts?.removeRoute(known);
      this.emit({ kind: 'unrouted', route: known });
    }
    this.routes.put(route);
    this.attempts?.addRoute(route);
    this.emit({ kind: 'routed', route });
  }
}
