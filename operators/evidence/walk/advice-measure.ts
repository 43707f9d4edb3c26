import type { Desk } from '../../../src/model/fund/desk';
import type { Route } from '../../../src/model/route';
import type { Trade } from '../../../src/model/trade';
import { measureAccount, type AccountView } from '../../account/measure-account';
import { budgetOf, type Budget } from '../../allocate/weights/budget';
import { baseOf } from '../../allocate/weights/contender';
import { ranksOf, type Ranked } from '../../allocate/weights/share-budget';
import { leastOf, BudgetShares } from '../../allocate/weights/budget-shares';
import { Timeline } from '../../core/timeline';
import type { JoinedChange } from '../../join/join-attempts';
import { takeRow, takeTrade } from '../../join/take-trade';
import type { AdviceFrame, SymbolAdvice } from './advice-frame';
import { AdvisedSymbol, AdviceRules } from './advised-symbol';
import { RecordWindow } from './record-window';
import { RouterWindow } from './router-window';

/**
 * The sizes that the graph advises, without its files: the same stages over the primary window, by symbol, and at a moment
 * only for symbols whose trades or rows changed.
 */
export class AdviceMeasure {
  private readonly account;
  private accountState;
  private readonly trades = new Timeline<Trade>();
  private readonly routes = new Timeline<Route>();
  private readonly records: RecordWindow;
  private readonly routers: RouterWindow;
  private readonly rules: AdviceRules;
  // In order of name.
  private readonly symbols: readonly AdvisedSymbol[];
  private readonly bySymbol: ReadonlyMap<string, SymbolAdvice>;
  private readonly shares: BudgetShares;
  private readonly ranked: (Ranked | undefined)[] = [];
  private last: { readonly account: AccountView; readonly budget: Budget } | undefined;

  constructor(private readonly desk: Desk) {
    const { settings, listings } = desk;
    const symbols = sizedSymbols(desk);
    const wanted = new Set(symbols);
    this.account = measureAccount(desk);
    this.accountState = this.account.init();
    this.records = new RecordWindow(settings, wanted, this.trades);
    this.routers = new RouterWindow(settings, wanted, this.routes);
    this.rules = new AdviceRules(settings);
    this.symbols = symbols.flatMap((symbol) => {
      const caps = listings.get(symbol)?.caps;
      return caps === undefined ? [] : new AdvisedSymbol(symbol, caps, this.rules, this.records.of(symbol));
    });
    this.bySymbol = new Map(this.symbols.map((symbol) => [symbol.symbol, symbol]));
    this.shares = new BudgetShares(this.symbols.length);
  }

  step(change: JoinedChange): void {
    if (change.kind === 'equity' || change.kind === 'risk')
      this.accountState = this.account.step(this.accountState, change);
    else if (change.kind === 'router') this.routers.takeSnapshot(change);
    const trade = takeTrade(this.trades, change);
    if (trade !== undefined) this.records.note(trade);
    const row = takeRow(this.routes, change);
    if (row !== undefined) this.routers.note(row);
  }

  /**
   * The advice at asOf, from what was stepped in: read it before the next view. `areScored` false: the score of a symbol whose
   * own trades leave it nothing may be one of before.
   */
  view(asOf: number, areScored = true): AdviceFrame {
    const { records, routers, shares, symbols, ranked } = this;
    const { account, volRegimes } = this.account.view(this.accountState, asOf);
    records.moveTo(asOf);
    routers.moveTo(asOf);
    Object.assign(this.rules.pool, routers.rates());
    let areRanked = true;
    let place = 0;
    for (const symbol of symbols) {
      const { symbol: name } = symbol;
      symbol.consider(records.of(name), routers, volRegimes.get(name), areScored);
      shares.raws[place] = symbol.raw;
      areRanked &&= ranked[place] === symbol.ranked;
      ranked[place++] = symbol.ranked;
    }
    const { k } = this.share(account, areRanked);
    const { risk_mode: mode, reasons: modeReasons } = account;
    place = 0;
    for (const symbol of symbols) symbol.give(shares.weights[place++] ?? 0, mode);
    return { asOf, mode, modeReasons, k, symbols: this.bySymbol };
  }

  // BudgetShares the budget of the account, and gives it.
  private share(account: AccountView, areRanked: boolean): Budget {
    const { shares, desk } = this;
    const known = this.last?.account === account ? this.last.budget : undefined;
    const budget = known ?? budgetOf(account, desk);
    if (known === undefined || !areRanked) {
      const contenders = this.symbols.map(({ ranked }) => ranked);
      shares.readBudget(contenders, ranksOf(contenders, leastOf(budget)), budget);
    }
    this.last = { account, budget };
    shares.share();
    return budget;
  }
}

/** The symbols that advice on sizes is given for: enabled, with a cap above 0. In order of name. */
export function sizedSymbols({ listings }: Pick<Desk, 'listings'>): readonly string[] {
  return [...listings.values()].flatMap(({ symbol, enabled, caps }) =>
    enabled && (baseOf(caps) ?? 0) > 0 ? [symbol] : [],
  );
}
