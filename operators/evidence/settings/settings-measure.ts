import type { Desk } from '../../../src/model/fund/desk';
import type { Settings } from '../../../src/model/fund/settings';
import type { Route } from '../../../src/model/route';
import { measureAccount, type AccountView } from '../../account/measure-account';
import { budgetOf, type Budget } from '../../allocate/weights/budget';
import { Timeline } from '../../core/timeline';
import type { KnownChange } from '../../join/known-join';
import { takeRow } from '../../join/take-trade';
import { sizedSymbols } from '../walk/advice-measure';
import { RiskTrades } from './risk-trades';
import { RouterUnits } from './router-units';
import { ScoredRecords } from './scored-records';
import { SettingWeights } from './setting-weights';
import type { NamedSettings } from './settings-grid';
import { SymbolRecords } from './symbol-records';

/**
 * The sizes that each setting of a grid advises at the same moments, by the stages of the graph. What settings have in common
 * is measured once: router rows by window, records by window and fallback risk, scores also by what expectancy asks.
 * Settings may differ in these and in the allocator, but not in the modes of the account.
 */
export class SettingsMeasure {
  /** The symbols, by whose place multiples are given. In order of name. */
  readonly symbols: readonly string[];
  private readonly account;
  private accountState;
  private readonly routers = new Map<string, RouterUnits>();
  // By fallback risk, that of the desk first, and by window.
  private readonly risks = new Map<number, RiskRecords>();
  private readonly routes = new Timeline<Route>();
  private readonly scored = new Map<string, ScoredRecords>();
  private readonly settings: readonly SettingWeights[];
  private readonly multiples: Float64Array;
  private last: { readonly account: AccountView; readonly budget: Budget } | undefined;

  constructor(
    private readonly desk: Desk,
    grid: readonly NamedSettings[],
  ) {
    this.symbols = sizedSymbols(desk);
    this.account = measureAccount(desk);
    this.accountState = this.account.init();
    const caps = new Map(
      this.symbols.flatMap((symbol) => {
        const listing = desk.listings.get(symbol);
        return listing === undefined ? [] : [[symbol, listing.caps] as const];
      }),
    );
    this.settings = grid.map(({ settings }) => new SettingWeights(caps, settings, this.scoredBy(settings)));
    this.multiples = new Float64Array(grid.length);
  }

  step(change: KnownChange): void {
    if (change.kind === 'equity' || change.kind === 'risk')
      this.accountState = this.account.step(this.accountState, change);
    else if (change.kind === 'router')
      for (const routers of this.routers.values()) routers.takeSnapshot(change);
    const row = takeRow(this.routes, change);
    if (row !== undefined) for (const routers of this.routers.values()) routers.note(row);
    for (const { trades, records } of this.risks.values()) {
      const taken = trades.take(change);
      if (taken !== undefined) for (const own of records.values()) own.note(taken);
    }
  }

  /** Moves to asOf; moments do not go back. */
  moveTo(asOf: number): void {
    const { account, volRegimes } = this.account.view(this.accountState, asOf);
    for (const routers of this.routers.values()) routers.moveTo(asOf, volRegimes);
    for (const { records } of this.risks.values()) for (const own of records.values()) own.moveTo(asOf);
    if (this.last?.account !== account) this.last = { account, budget: budgetOf(account, this.desk) };
  }

  /** By setting what it advises for a symbol, by its place, after a move: weight/base. Until the next call. */
  multiplesAt(place: number): ArrayLike<number> {
    const { settings, multiples } = this;
    const budget = this.last?.budget;
    if (budget === undefined) throw new Error('the settings move first');
    for (let s = 0; s < settings.length; s++) multiples[s] = settings[s]?.multipleAt(place, budget) ?? 0;
    return multiples;
  }

  private scoredBy(settings: Settings): ScoredRecords {
    const { symbols, routes } = this;
    const { fallback_risk_bps: risk, expectancy } = settings;
    const window = settings.windows[0] ?? '';
    const routers = held(this.routers, window, () => new RouterUnits(settings, symbols, routes));
    const records = this.recordsBy(settings, window, risk);
    return held(
      this.scored,
      `${window} ${risk} ${JSON.stringify(expectancy)}`,
      () => new ScoredRecords(routers, records, settings),
    );
  }

  private recordsBy(settings: Settings, window: string, risk: number): SymbolRecords {
    const { desk, symbols } = this;
    const { fallback_risk_bps: own } = desk.settings;
    const base = risk === own ? undefined : this.recordsBy(settings, window, own);
    const { trades, records } = held<number, RiskRecords>(this.risks, risk, () => ({
      trades: new RiskTrades(desk, settings, this.risks.get(own)?.trades),
      records: new Map(),
    }));
    return held(records, window, () => new SymbolRecords(settings, symbols, trades, base));
  }
}

interface RiskRecords {
  readonly trades: RiskTrades;
  readonly records: Map<string, SymbolRecords>;
}

function held<Key, T>(known: Map<Key, T>, key: Key, make: () => T): T {
  const there = known.get(key);
  if (there !== undefined) return there;
  const made = make();
  known.set(key, made);
  return made;
}
