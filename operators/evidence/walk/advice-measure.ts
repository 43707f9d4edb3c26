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
import { lackOf, phiTerms, type RecordNumbers } from '../../allocate/weights/phi';
import { budgetWeights } from '../../allocate/weights/share-budget';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import { Timeline } from '../../core/timeline';
import type { JoinedChange } from '../../join/join-attempts';
import { takeRow, takeTrade } from '../../join/take-trade';
import type { RouterRates } from '../../router/router-stats';
import { SCORE_PARTS } from '../../score/parts/registry';
import type { ScoreInputs } from '../../score/parts/part';
import { PartSum } from '../../score/score';
import { adviceRecord, type AdviceFrame, type AdviceRecord, type SymbolAdvice } from './advice-frame';
import { RecordWindow } from './record-window';
import { RouterWindow, type RouterStanding } from './router-window';

const POOLED_PARTS = SCORE_PARTS.filter((part) => part.readsPool === true);
const OWN_PARTS = SCORE_PARTS.filter((part) => part.readsPool !== true);

/** What changes only with a symbol's own trades. */
interface Standing {
  readonly record: AdviceMeasures;
  readonly kept: AdviceRecord;
  /** Its own trades leave it nothing, whatever the score. */
  readonly lacks: boolean;
}

/** What a score is made of, but for the pool. */
interface ScoreBasis {
  readonly router: RouterStanding;
  readonly volRegime: string | undefined;
  readonly inputs: ScoreInputs;
  /** Σ of the score parts that read the symbol's own numbers alone, in 1e-9. */
  readonly ownUnits: number;
}

/** What a symbol asks for, which changes with its standing and the pool. */
interface Candidate {
  readonly caps: CapSources;
  readonly standing: Standing;
  /** Of another record than that of the standing where it was not asked for. */
  readonly basis: ScoreBasis;
  readonly basedOn: AdviceMeasures;
  readonly score: number;
  readonly contender: Contender;
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
  private readonly advised = new Map<string, Advised>();
  private readonly pool: { -readonly [K in keyof RouterRates]: RouterRates[K] };
  private readonly ownParts: PartSum;
  private readonly pooledParts: PartSum;
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
    this.ownParts = new PartSum(OWN_PARTS, settings);
    this.pooledParts = new PartSum(POOLED_PARTS, settings);
    for (const symbol of this.symbols) this.consider(symbol, true);
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
    this.records.moveTo(asOf);
    this.routers.moveTo(asOf);
    Object.assign(this.pool, this.routers.rates());
    this.volRegimes = volRegimes;
    for (const symbol of this.symbols) this.consider(symbol, areScored);
    const budget = budgetOf(account, this.desk);
    const contenders: Contender[] = [];
    for (const { contender, standing } of this.candidates.values())
      if (!standing.lacks) contenders.push(contender);
    const weights = budgetWeights(contenders, budget);
    const symbols = new Map<string, SymbolAdvice>();
    let next = 0;
    for (const candidate of this.candidates.values()) {
      const weight = candidate.standing.lacks ? 0 : (weights[next++] ?? 0);
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
  private consider(symbol: string, isScored: boolean): void {
    const known = this.candidates.get(symbol);
    const caps = known?.caps ?? this.desk.listings.get(symbol)?.caps;
    if (caps === undefined) return;
    const record = this.records.of(symbol);
    const standing = record === known?.standing.record ? known.standing : this.standingOf(record);
    if (known !== undefined && standing.lacks && !isScored) {
      if (standing === known.standing) return;
      const contender = contenderOf(symbol, caps, this.phiOf(record, known.basis, known.score));
      this.candidates.set(symbol, { ...known, standing, contender });
      return;
    }
    const basis = this.basisOf(symbol, record, known);
    const score = fromNano(basis.ownUnits + this.pooledParts.of(basis.inputs));
    if (standing === known?.standing && basis === known.basis && score === known.score) return;
    const contender = contenderOf(symbol, caps, this.phiOf(record, basis, score));
    this.candidates.set(symbol, { caps, standing, basis, basedOn: record, score, contender });
  }

  private standingOf(record: AdviceMeasures): Standing {
    const lacks = lackOf(numbersOf(record, 0), this.desk.settings) !== undefined;
    return { record, kept: adviceRecord(record), lacks };
  }

  private phiOf(record: AdviceMeasures, { router }: ScoreBasis, score: number): PhiTerms {
    return phiTerms(numbersOf(record, score), router.quality, undefined, this.desk.settings);
  }

  // The same object again while nothing of it changed.
  private basisOf(symbol: string, record: AdviceMeasures, known: Candidate | undefined): ScoreBasis {
    const router = this.routers.of(symbol);
    const volRegime = this.volRegimes.get(symbol);
    if (known?.basedOn === record && known.basis.router === router && known.basis.volRegime === volRegime)
      return known.basis;
    const { count, wins, edge, gain_r, loss_r } = record;
    const inputs = {
      count,
      wins,
      edge,
      gainR: gain_r,
      lossR: loss_r,
      router: router.evidence,
      volatilityScale: rounded(router.volatilityScale),
      volRegime,
      pooled: this.pool,
    };
    return { router, volRegime, inputs, ownUnits: this.ownParts.of(inputs) };
  }
}

function numbersOf(record: AdviceMeasures, score: number): RecordNumbers {
  return {
    score,
    edge: record.edge,
    edgeUsd: record.edge_usd,
    count: record.count,
    knownR: record.known_r,
    dustUnknownR: record.dust_unknown_r,
    usdLosing: record.usd_losing,
  };
}

/** The symbols that advice on sizes is given for: enabled, with a cap above 0. In order of name. */
export function sizedSymbols({ listings }: Pick<Desk, 'listings'>): readonly string[] {
  return [...listings.values()].flatMap(({ symbol, enabled, caps }) =>
    enabled && (baseOf(caps) ?? 0) > 0 ? [symbol] : [],
  );
}
