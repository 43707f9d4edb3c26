import { isWithin, newerSnapshot, type RouterSnapshot } from '../../../src/model/event';
import { horizonMs, primaryWindow, type Settings } from '../../../src/model/fund/settings';
import { rounded } from '../../../src/model/math/round';
import type { Route } from '../../../src/model/route';
import { windowStart, type Window } from '../../../src/model/values/window';
import type { Timeline } from '../../core/timeline';
import { TimelineWindow } from '../../core/timeline-window';
import type { TakenRoute } from '../../join/take-trade';
import type { Quality } from '../../router/router-class';
import { EvidenceCount, RateCount } from '../../router/evidence-count';
import type { RouterBasis, RouterRates } from '../../router/router-stats';
import { routerQuality } from '../../router/symbol-router';

/** What a symbol's router rows say, as far as advice on sizes follows from it. */
export interface RouterStanding {
  readonly evidence: RouterBasis;
  readonly quality: Quality;
  readonly volatilityScale: number | undefined;
}

/** The router rows of the primary window, as they change. */
export class RouterWindow {
  private readonly window: TimelineWindow<Route>;
  private readonly counts = new Map<string, EvidenceCount>();
  private readonly standings = new Map<string, RouterStanding>();
  private readonly all = new RateCount();
  private readonly horizon: number;
  private readonly primary: Window;
  private snapshot: RouterSnapshot | undefined;
  private current: RouterSnapshot | undefined;

  /** Of the rows on this timeline. */
  constructor(
    private readonly settings: Settings,
    private readonly symbols: ReadonlySet<string>,
    routes: Timeline<Route>,
  ) {
    this.window = new TimelineWindow(routes);
    this.horizon = horizonMs(settings);
    this.primary = primaryWindow(settings);
  }

  /** The timeline has changed. */
  note({ lost, gained }: TakenRoute): void {
    this.window.note(lost, gained);
  }

  takeSnapshot(snapshot: RouterSnapshot): void {
    this.snapshot = newerSnapshot(this.snapshot, snapshot);
  }

  /** Moves the window to asOf. Gives the symbols whose standing may have changed. */
  moveTo(asOf: number): ReadonlySet<string> {
    const { removed, added } = this.window.moveTo(windowStart(this.primary, asOf, this.horizon), asOf);
    const changed = new Set<string>();
    for (const route of removed) this.shift(route, -1, changed);
    for (const route of added) this.shift(route, 1, changed);
    const current = isWithin(this.snapshot, asOf, this.horizon) ? this.snapshot : undefined;
    if (current === this.current) {
      for (const symbol of changed) this.standings.delete(symbol);
      return changed;
    }
    this.current = current;
    this.standings.clear();
    return this.symbols;
  }

  of(symbol: string): RouterStanding {
    const known = this.standings.get(symbol);
    if (known !== undefined) return known;
    const standing = this.standingOf(symbol);
    this.standings.set(symbol, standing);
    return standing;
  }

  /** Over the rows of all symbols. */
  rates(): RouterRates {
    return this.all.rates();
  }

  private standingOf(symbol: string): RouterStanding {
    const entry = this.current?.symbols.get(symbol);
    const evidence = (this.counts.get(symbol) ?? NO_ROWS).evidence();
    const quality = routerQuality(evidence, entry, this.settings);
    return { evidence: rounded(evidence), quality, volatilityScale: entry?.volatilityScale };
  }

  private shift(route: Route, by: 1 | -1, changed: Set<string>): void {
    const { symbol } = route;
    if (by > 0) this.all.add(route);
    else this.all.remove(route);
    if (!this.symbols.has(symbol)) return;
    changed.add(symbol);
    let count = this.counts.get(symbol);
    if (count === undefined) this.counts.set(symbol, (count = new EvidenceCount()));
    if (by > 0) count.add(route);
    else count.remove(route);
  }
}

const NO_ROWS = new EvidenceCount();
