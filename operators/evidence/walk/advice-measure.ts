import type { Desk } from '../../../src/model/fund/desk';
import { fromNano } from '../../../src/model/math/fixed';
import { rounded } from '../../../src/model/math/round';
import { measureAccount } from '../../account/measure-account';
import { budgetOf } from '../../allocate/weights/budget';
import { growth, navCapTerms } from '../../allocate/weights/caps';
import { baseOf, contenderOf } from '../../allocate/weights/contender';
import type { PhiTerms } from '../../allocate/weights/allocation-terms';
import { phiTerms } from '../../allocate/weights/phi';
import { budgetWeights } from '../../allocate/weights/share-budget';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import type { JoinedChange } from '../../join/join-attempts';
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

/**
 * The sizes that the graph advises, without its files: the same stages over the primary window, by symbol, and at a moment
 * only for symbols whose trades or rows changed.
 */
export class AdviceMeasure {
  /** The enabled symbols with a cap, in order of name. */
  readonly symbols: readonly string[];
  private readonly account;
  private accountState;
  private readonly records: RecordWindow;
  private readonly routers: RouterWindow;
  private readonly standings = new Map<string, Standing>();
  private readonly pool: { -readonly [K in keyof RouterRates]: RouterRates[K] };
  private volRegimes: ReadonlyMap<string, string> = new Map();

  constructor(private readonly desk: Desk) {
    const { settings } = desk;
    this.symbols = sizedSymbols(desk);
    const wanted = new Set(this.symbols);
    this.account = measureAccount(desk);
    this.accountState = this.account.init();
    this.records = new RecordWindow(settings, wanted);
    this.routers = new RouterWindow(settings, wanted);
    this.pool = { ...this.routers.rates() };
    for (const symbol of this.symbols) this.standings.set(symbol, this.standingOf(symbol));
  }

  step(change: JoinedChange): void {
    if (change.kind === 'equity' || change.kind === 'risk')
      this.accountState = this.account.step(this.accountState, change);
    this.records.step(change);
    this.routers.step(change);
  }

  /** The advice at asOf, from what was stepped in. */
  view(asOf: number): AdviceFrame {
    const { desk } = this;
    const { account, volRegimes } = this.account.view(this.accountState, asOf);
    const changed = new Set([...this.records.moveTo(asOf), ...this.routers.moveTo(asOf)]);
    Object.assign(this.pool, this.routers.rates());
    const stale = volRegimes === this.volRegimes ? changed : this.symbols;
    this.volRegimes = volRegimes;
    for (const symbol of stale) this.standings.set(symbol, this.standingOf(symbol));
    const budget = budgetOf(account, desk);
    const candidates = this.symbols.flatMap((symbol) => this.candidateOf(symbol));
    const weights = budgetWeights(
      candidates.map(({ contender }) => contender),
      budget,
    );
    const symbols = new Map<string, SymbolAdvice>();
    for (const [i, { symbol, caps, standing, score, contender }] of candidates.entries()) {
      const { base, phi } = contender;
      const cap = caps.maxNav?.value;
      if (base === null || cap === undefined) continue;
      const weight = weights[i] ?? 0;
      const scale = { g: growth(phi, desk.settings), weight, mode: account.risk_mode };
      const maxNav = navCapTerms(cap, caps.ceiling?.value ?? cap, scale, desk.settings).value;
      symbols.set(symbol, { base, weight, maxNav, reason: phi.binding, score, record: standing.kept });
    }
    return { asOf, mode: account.risk_mode, modeReasons: account.reasons, k: budget.k, symbols };
  }

  private candidateOf(symbol: string) {
    const caps = this.desk.listings.get(symbol)?.caps;
    const standing = this.standings.get(symbol);
    if (caps === undefined || standing === undefined) return [];
    const score = this.scoreOf(standing);
    return [
      { symbol, caps, standing, score, contender: contenderOf(symbol, caps, this.phiOf(standing, score)) },
    ];
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
    const own = rounded({
      ...{ count, wins, edge, gainR: gain_r, lossR: loss_r, router: router.evidence },
      volatilityScale: router.volatilityScale,
      volRegime: this.volRegimes.get(symbol),
    });
    const inputs = { ...own, pooled: this.pool };
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
