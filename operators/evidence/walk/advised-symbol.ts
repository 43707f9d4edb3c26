import type { CapSources } from '../../../src/model/fund/caps';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import type { Settings } from '../../../src/model/fund/settings';
import { fromMicro, fromNano, toNano } from '../../../src/model/math/fixed';
import { rounded } from '../../../src/model/math/round';
import type { PhiBinding } from '../../allocate/weights/allocation-terms';
import { growth, navCapTerms } from '../../allocate/weights/caps';
import { contenderOf } from '../../allocate/weights/contender';
import { earnedBinding, lackOf, PhiScale } from '../../allocate/weights/phi';
import type { Ranked } from '../../allocate/weights/share-budget';
import { rawWeight } from '../../allocate/weights/budget-shares';
import { NO_ROUTER_STATS, type RouterRates } from '../../router/router-stats';
import type { ScoreInputs } from '../../score/parts/part';
import { SCORE_PARTS } from '../../score/parts/registry';
import { PartSum } from '../../score/score';
import type { SymbolAdvice } from './advice-frame';
import type { AdviceMeasures } from '../../expectancy/metrics/record-meter';
import type { RouterStanding, RouterWindow } from './router-window';

/** How sizes follow from records and rows, the same for all symbols. */
export class AdviceRules {
  readonly scale: PhiScale;
  readonly ownParts: PartSum;
  readonly pooledParts: PartSum;
  /** Of all rows at the moment that is looked at. */
  readonly pool: { -readonly [K in keyof RouterRates]: RouterRates[K] } = { ...NO_ROUTER_STATS };

  constructor(readonly settings: Settings) {
    this.scale = new PhiScale(settings);
    this.ownParts = new PartSum(
      SCORE_PARTS.filter((part) => part.readsPool !== true),
      settings,
    );
    this.pooledParts = new PartSum(
      SCORE_PARTS.filter((part) => part.readsPool === true),
      settings,
    );
  }
}

/** What a score is made of, but for the pool. */
interface ScoreBasis {
  readonly record: AdviceMeasures;
  readonly router: RouterStanding;
  readonly volRegime: string | undefined;
  readonly inputs: ScoreInputs;
  /** Σ of the score parts that read the symbol's own numbers alone, in 1e-9. */
  readonly ownUnits: number;
}

/** One symbol's advice as it changes with its record, its rows and the pool: as it is until the next change. */
export class AdvisedSymbol implements SymbolAdvice {
  /** What it is ranked by; another object where that changed. */
  ranked: Ranked;
  /** ⌊base·phi⌋ in 1e-6. */
  raw = 0;
  // Its own trades leave it nothing, whatever the score.
  private lack: PhiBinding | undefined;
  private basis: ScoreBasis | undefined;
  // In 1e-9 and 1e-6.
  private scoreUnits = 0;
  private phi = 0;
  private binding: PhiBinding = 'no_score';
  // Of the budget that was shared last.
  private weightUnits = 0;
  private mode: RiskMode = 'normal';

  constructor(
    readonly symbol: string,
    private readonly caps: CapSources,
    private readonly rules: AdviceRules,
    public record: AdviceMeasures,
  ) {
    this.ranked = contenderOf(symbol, caps, { known_r: 0, binding: this.binding });
    this.take(record);
  }

  /** Takes what is known of it now. Not scored, it is scored all the same where its size may follow from the score. */
  consider(
    record: AdviceMeasures,
    routers: RouterWindow,
    volRegime: string | undefined,
    isScored: boolean,
  ): void {
    const isSame = record === this.record;
    if (!isSame) this.take(record);
    if (this.lack !== undefined && this.basis !== undefined && !isScored) return;
    const { ownParts, pooledParts, settings, scale } = this.rules;
    const basis = this.basisOf(record, routers.of(this.symbol), volRegime, ownParts);
    const score = basis.ownUnits + pooledParts.of(basis.inputs);
    if (isSame && basis === this.basis && score === this.scoreUnits) return;
    this.basis = basis;
    this.scoreUnits = score;
    if (this.lack !== undefined) return;
    const linear = scale.linear(score);
    const earned = scale.earned(linear, record.known_r);
    this.phi = scale.phi(earned, basis.router.quality);
    this.binding = earnedBinding(linear, earned, record.known_r, settings);
    this.raw = this.ranked.isShut ? 0 : rawWeight(toNano(this.ranked.base ?? 0), this.phi);
  }

  /** Takes its share of the budget, in 1e-6. */
  give(weightUnits: number, mode: RiskMode): void {
    this.weightUnits = weightUnits;
    this.mode = mode;
  }

  get base(): number {
    return this.ranked.base ?? 0;
  }

  get weight(): number {
    return fromMicro(this.weightUnits);
  }

  get maxNav(): number {
    const { settings } = this.rules;
    const { trusted_trades } = settings.allocator;
    const { maxNav, ceiling } = this.caps;
    const cap = maxNav?.value ?? 0;
    const quality = this.basis?.router.quality ?? 'unknown';
    const earned = { phi: fromMicro(this.phi), known_r: this.record.known_r, trusted_trades, quality };
    const scale = { g: growth(earned, settings), weight: this.weight, mode: this.mode };
    return navCapTerms(cap, ceiling?.value ?? cap, scale, settings).value;
  }

  get reason(): string {
    return this.binding;
  }

  get score(): number {
    return fromNano(this.scoreUnits);
  }

  private take(record: AdviceMeasures): void {
    const { edge, edge_usd, count, known_r, dust_unknown_r, usd_losing } = record;
    const numbers = { score: 0, edge, edgeUsd: edge_usd, count, knownR: known_r };
    this.lack = lackOf(
      { ...numbers, dustUnknownR: dust_unknown_r, usdLosing: usd_losing },
      this.rules.settings,
    );
    this.record = record;
    const rank = { known_r, binding: this.lack ?? 'score' };
    const { phi } = this.ranked;
    if (phi.known_r !== rank.known_r || phi.binding !== rank.binding)
      this.ranked = { ...this.ranked, phi: rank };
    if (this.lack === undefined) return;
    this.phi = 0;
    this.raw = 0;
    this.binding = this.lack;
  }

  // The same object again while nothing of it changed.
  private basisOf(
    record: AdviceMeasures,
    router: RouterStanding,
    volRegime: string | undefined,
    parts: PartSum,
  ): ScoreBasis {
    const { basis } = this;
    if (basis?.record === record && basis.router === router && basis.volRegime === volRegime) return basis;
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
      pooled: this.rules.pool,
    };
    return { record, router, volRegime, inputs, ownUnits: parts.of(inputs) };
  }
}
