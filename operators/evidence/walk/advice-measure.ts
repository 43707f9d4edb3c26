import type { CapSources } from '../../../src/model/fund/caps';
import type { Desk } from '../../../src/model/fund/desk';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import { fromNano } from '../../../src/model/math/fixed';
import { rounded } from '../../../src/model/math/round';
import type { Route } from '../../../src/model/route';
import type { Trade } from '../../../src/model/trade';
import { measureAccount } from '../../account/measure-account';
import { budgetOf } from '../../allocate/weights/budget';
import { growth, navCapTerms } from '../../allocate/weights/caps';
import { baseOf, contenderOf, type Contender } from '../../allocate/weights/contender';
import type { PhiTerms } from '../../allocate/weights/allocation-terms';
import { isLacking, phiTerms } from '../../allocate/weights/phi';
import { budgetWeights } from '../../allocate/weights/share-budget';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import { Timeline } from '../../core/timeline';
import type { JoinedChange } from '../../join/join-attempts';
import { takeRow, takeTrade } from '../../join/take-trade';
import type { RouterRates } from '../../router/router-stats';
import { SCORE_PARTS } from '../../score/parts/registry';
import type { ScoreInputs } from '../../score/parts/part';
import { scoreTerm } from '../../score/score';
import { adviceRecord, type AdviceFrame, type AdviceRecord, type SymbolAdvice } from './advice-frame';
import { RecordWindow } from './record-window';
import { RouterWindow, type RouterStanding } from './router-window';

const POOLED_PARTS = SCORE_PARTS.filter((part) => part.readsPool === true);
const OWN_PARTS = SCORE_PARTS.filter((part) => part.readsPool !== true);

/** What changes only with a symbol's own trades and rows. */
interface Standing {
  readonly record: AdviceMeasures;
  readonly kept: AdviceRecord;
  readonly router: RouterStanding;
  readonly inputs: ScoreInputs;
  /** Σ of the score parts that read the symbol's own numbers alone, in 1e-9. */
  readonly ownUnits: number;
}

/** What a symbol asks for, which changes with its standing and the pool. */
interface Candidate {
  readonly caps: CapSources;
  readonly standing: Standing;
  readonly score: number;
  readonly contender: Contender;
  /** Its own trades leave it nothing, whatever the score. */
  readonly lacks: boolean;
}

/** What was advised last, and from what. */
interface Advised {
  readonly candidate: Candidate;
  readonly mode: RiskMode;
  readonly advice: SymbolAdvice;
}

/**
 * The sizes that the graph advises, without its files: the same stages over the primary window, by symbol, and at a moment
 * only for symbols whose trades or rows changed.
 */
export class AdviceMeasure {
  /** The enabled symbols with a cap, in order of name. */
  readonly symbols: readonly string[];
  private readonly account;
  private accountState;
  private readonly trades = new Timeline<Trade>();
  private readonly routes = new Timeline<Route>();
  private readonly records: RecordWindow;
  private readonly routers: RouterWindow;
  private readonly candidates = new Map<string, Candidate>();
  // Their trades or rows changed since they were considered.
  private readonly stale = new Set<string>();
  private readonly advised = new Map<string, Advised>();
  private readonly pool: { -readonly [K in keyof RouterRates]: RouterRates[K] };
  private volRegimes: ReadonlyMap<string, string> = new Map();

  constructor(private readonly desk: Desk) {
    const { settings } = desk;
    this.symbols = sizedSymbols(desk);
    const wanted = new Set(this.symbols);
    this.account = measureAccount(desk);
    this.accountState = this.account.init();
    this.records = new RecordWindow(settings, wanted, this.trades);
    this.routers = new RouterWindow(settings, wanted, this.routes);
    this.pool = { ...this.routers.rates() };
    for (const symbol of this.symbols) this.consider(symbol);
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
   * The advice at asOf, from what was stepped in. `areScored` false: the score of a symbol whose own trades leave it nothing
   * may be one of before.
   */
  view(asOf: number, areScored = true): AdviceFrame {
    const { account, volRegimes } = this.account.view(this.accountState, asOf);
    const traded = new Set(this.records.moveTo(asOf));
    for (const symbol of [...traded, ...this.routers.moveTo(asOf)]) this.stale.add(symbol);
    Object.assign(this.pool, this.routers.rates());
    if (volRegimes !== this.volRegimes) for (const symbol of this.symbols) this.stale.add(symbol);
    this.volRegimes = volRegimes;
    for (const symbol of this.symbols)
      if (areScored || traded.has(symbol) || this.candidates.get(symbol)?.lacks !== true)
        this.consider(symbol);
    const budget = budgetOf(account, this.desk);
    const contenders: Contender[] = [];
    for (const { contender, lacks } of this.candidates.values()) if (!lacks) contenders.push(contender);
    const weights = budgetWeights(contenders, budget);
    const symbols = new Map<string, SymbolAdvice>();
    let next = 0;
    for (const candidate of this.candidates.values()) {
      const weight = candidate.lacks ? 0 : (weights[next++] ?? 0);
      const advice = this.adviceOf(candidate, weight, account.risk_mode);
      if (advice !== undefined) symbols.set(candidate.contender.name, advice);
    }
    return { asOf, mode: account.risk_mode, modeReasons: account.reasons, k: budget.k, symbols };
  }

  // The same object again while nothing of it changed.
  private adviceOf(candidate: Candidate, weight: number, mode: RiskMode): SymbolAdvice | undefined {
    const { caps, standing, score, contender } = candidate;
    const { name, base, phi } = contender;
    const last = this.advised.get(name);
    if (last?.candidate === candidate && last.mode === mode && last.advice.weight === weight)
      return last.advice;
    const cap = caps.maxNav?.value;
    if (base === null || cap === undefined) return undefined;
    const { settings } = this.desk;
    const scale = { g: growth(phi, settings), weight, mode };
    const maxNav = navCapTerms(cap, caps.ceiling?.value ?? cap, scale, settings).value;
    const advice = { base, weight, maxNav, reason: phi.binding, score, record: standing.kept };
    this.advised.set(name, { candidate, mode, advice });
    return advice;
  }

  // The pool changes with every row; what a symbol asks for does so seldom.
  private consider(symbol: string): void {
    const known = this.candidates.get(symbol);
    const caps = known?.caps ?? this.desk.listings.get(symbol)?.caps;
    if (caps === undefined) return;
    const isStale = this.stale.delete(symbol);
    const standing = known === undefined || isStale ? this.standingOf(symbol) : known.standing;
    const score = this.scoreOf(standing);
    if (standing === known?.standing && score === known.score) return;
    const contender = contenderOf(symbol, caps, this.phiOf(standing, score));
    const lacks = isLacking(contender.phi);
    this.candidates.set(symbol, { caps, standing, score, contender, lacks });
  }

  private scoreOf({ inputs, ownUnits }: Standing): number {
    let units = ownUnits;
    for (const part of POOLED_PARTS) units += scoreTerm(part, inputs, this.desk.settings).contribution;
    return fromNano(units);
  }

  private phiOf({ record, router }: Standing, score: number): PhiTerms {
    const numbers = {
      score,
      edge: record.edge,
      edgeUsd: record.edge_usd,
      count: record.count,
      knownR: record.known_r,
      dustUnknownR: record.dust_unknown_r,
      usdLosing: record.usd_losing,
    };
    return phiTerms(numbers, router.quality, undefined, this.desk.settings);
  }

  private standingOf(symbol: string): Standing {
    const record = this.records.of(symbol);
    const router = this.routers.of(symbol);
    const { count, wins, edge, gain_r, loss_r } = record;
    const inputs = {
      count,
      wins,
      edge,
      gainR: gain_r,
      lossR: loss_r,
      router: router.evidence,
      volatilityScale: rounded(router.volatilityScale),
      volRegime: this.volRegimes.get(symbol),
      pooled: this.pool,
    };
    let ownUnits = 0;
    for (const part of OWN_PARTS) ownUnits += scoreTerm(part, inputs, this.desk.settings).contribution;
    return { record, kept: adviceRecord(record), router, inputs, ownUnits };
  }
}

/** The symbols that advice on sizes is given for: enabled, with a cap above 0. In order of name. */
export function sizedSymbols({ listings }: Pick<Desk, 'listings'>): readonly string[] {
  return [...listings.values()].flatMap(({ symbol, enabled, caps }) =>
    enabled && (baseOf(caps) ?? 0) > 0 ? [symbol] : [],
  );
}
