import type { RouterSnapshot } from '../../src/model/event';
import { byCodeUnits } from '../../src/model/values/json';
import type { Route, RouterEntry } from '../../src/model/route';
import { rounded } from '../../src/model/math/round';
import type { Settings } from '../../src/model/fund/settings';
import type { Delta } from '../core/delta';
import { Partition } from '../core/partition';
import type { RouterView } from './measure-router';
import { RouterCount } from './router-count';
import { routerStats, type RouterStats } from './router-stats';
import { symbolRouter, type SymbolRouter } from './symbol-router';

const NO_ROWS: readonly Route[] = [];
const NO_ENTRIES: ReadonlyMap<string, RouterEntry> = new Map();

/** What was computed at the last view of each symbol's rows: it stands where nothing changed. */
export class RouterMeasure {
  private readonly pastOf = new Partition<Route>((route) => route.symbol);
  private readonly counts = new Map<string, RouterCount>();
  private readonly stats = new Map<string, RouterStats>();
  private readonly all = new RouterCount();
  private readonly nothing = routerStats([]);
  private pooled = this.nothing;
  private symbols: ReadonlyMap<string, CachedRouter> = new Map();
  private last: { readonly snapshot: RouterSnapshot | undefined; readonly view: RouterView } | undefined;

  constructor(private readonly settings: Settings) {}

  /** After these changes of the primary window, and of the horizon, of which the policy is. */
  view(window: Delta<Route>, past: Delta<Route>, snapshot: RouterSnapshot | undefined): RouterView {
    const touched = this.pastOf.apply(past);
    this.count(window);
    const entries = snapshot?.symbols ?? NO_ENTRIES;
    const names = [...new Set([...this.pastOf.lists.keys(), ...entries.keys()])].sort(byCodeUnits);
    const known = this.symbols;
    this.symbols = new Map(
      names.map((symbol) => [symbol, this.cachedRouter(symbol, entries.get(symbol), touched.has(symbol))]),
    );
    const isSame =
      known.size === names.length && names.every((name) => known.get(name) === this.symbols.get(name));
    if (this.last?.snapshot === snapshot && this.last?.view.pooled === this.pooled && isSame)
      return this.last.view;
    const view = {
      symbols: new Map([...this.symbols].map(([symbol, { router }]) => [symbol, router])),
      pooled: this.pooled,
      volatilityScale: new Map(
        [...entries].flatMap(([symbol, entry]) =>
          entry.volatilityScale === undefined ? [] : [[symbol, entry.volatilityScale] as const],
        ),
      ),
    };
    this.last = { snapshot, view };
    return view;
  }

  private count({ removed, added }: Delta<Route>): void {
    if (removed.length === 0 && added.length === 0) return;
    const touched = new Set<string>();
    for (const route of removed) {
      this.countOf(route.symbol, touched).remove(route);
      this.all.remove(route);
    }
    for (const route of added) {
      this.countOf(route.symbol, touched).add(route);
      this.all.add(route);
    }
    for (const symbol of touched) {
      const stats = this.counts.get(symbol)?.stats() ?? this.nothing;
      if (stats.rows > 0) this.stats.set(symbol, stats);
      else {
        this.counts.delete(symbol);
        this.stats.delete(symbol);
      }
    }
    this.pooled = rounded(this.all.stats());
  }

  private countOf(symbol: string, touched: Set<string>): RouterCount {
    touched.add(symbol);
    let count = this.counts.get(symbol);
    if (count === undefined) this.counts.set(symbol, (count = new RouterCount()));
    return count;
  }

  private cachedRouter(symbol: string, entry: RouterEntry | undefined, isTouched: boolean): CachedRouter {
    const stats = this.stats.get(symbol) ?? this.nothing;
    const known = this.symbols.get(symbol);
    if (!isTouched && known?.stats === stats && known.entry === entry) return known;
    const past = this.pastOf.lists.get(symbol) ?? NO_ROWS;
    return { stats, entry, router: rounded(symbolRouter(stats, past, entry, this.settings)) };
  }
}

interface CachedRouter {
  readonly stats: RouterStats;
  readonly entry: RouterEntry | undefined;
  readonly router: SymbolRouter;
}
