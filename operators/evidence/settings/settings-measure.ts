import type { Desk } from '../../../src/model/fund/desk';
import type { Settings } from '../../../src/model/fund/settings';
import { measureAccount, type AccountView } from '../../account/measure-account';
import { budgetOf, type Budget } from '../../allocate/weights/budget';
import type { KnownChange } from '../../join/known-join';
import { sizedSymbols } from '../walk/advice-measure';
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
  private readonly records = new Map<string, SymbolRecords>();
  private readonly scored = new Map<string, ScoredRecords>();
  private readonly settings: readonly SettingWeights[];
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
  }

  step(change: KnownChange): void {
    if (change.kind === 'equity' || change.kind === 'risk')
      this.accountState = this.account.step(this.accountState, change);
    for (const routers of this.routers.values()) routers.step(change);
    for (const records of this.records.values()) records.step(change);
  }

  /** By setting what it advises at asOf, until the next view. */
  view(asOf: number): readonly Pick<SettingWeights, 'multipleAt'>[] {
    const { account, volRegimes } = this.account.view(this.accountState, asOf);
    for (const routers of this.routers.values()) routers.moveTo(asOf, volRegimes);
    for (const records of this.records.values()) records.moveTo(asOf);
    for (const scored of this.scored.values()) scored.update();
    if (this.last?.account !== account) this.last = { account, budget: budgetOf(account, this.desk) };
    for (const setting of this.settings) setting.share(this.last.budget);
    return this.settings;
  }

  private scoredBy(settings: Settings): ScoredRecords {
    const { symbols, desk } = this;
    const { fallback_risk_bps: risk, expectancy } = settings;
    const window = settings.windows[0] ?? '';
    const routers = held(this.routers, window, () => new RouterUnits(settings, symbols));
    const key = `${window} ${risk}`;
    const records = held(this.records, key, () => new SymbolRecords(desk, settings, symbols));
    return held(
      this.scored,
      `${key} ${JSON.stringify(expectancy)}`,
      () => new ScoredRecords(routers, records, settings),
    );
  }
}

function held<T>(known: Map<string, T>, key: string, make: () => T): T {
  const there = known.get(key);
  if (there !== undefined) return there;
  const made = make();
  known.set(key, made);
  return made;
}
