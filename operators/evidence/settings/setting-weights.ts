import type { CapSources } from '../../../src/model/fund/caps';
import type { Settings } from '../../../src/model/fund/settings';
import { fromMicro, toNano } from '../../../src/model/math/fixed';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import type { Budget } from '../../allocate/weights/budget';
import { contenderOf } from '../../allocate/weights/contender';
import { lackOf, PhiScale } from '../../allocate/weights/phi';
import { leastOf, rawWeight, BudgetShares } from '../../allocate/weights/budget-shares';
import { ranksOf, type Ranked } from '../../allocate/weights/share-budget';
import type { ScoredRecords } from './scored-records';

/** The weights that one setting gives the symbols, from their records and scores. In columns by place of the symbol. */
export class SettingWeights {
  private readonly scale: PhiScale;
  private readonly shares: BudgetShares;
  private readonly bases: readonly number[];
  private readonly contenders: Ranked[];
  // Those whose own trades leave them something, in order of place.
  private live: readonly number[] = [];
  private isStale = true;
  private budget: Budget | undefined;

  constructor(
    caps: ReadonlyMap<string, CapSources>,
    private readonly settings: Settings,
    private readonly scored: ScoredRecords,
  ) {
    this.scale = new PhiScale(settings);
    this.shares = new BudgetShares(caps.size);
    this.contenders = [...caps].map(([symbol, own]) => contenderOf(symbol, own, NO_RECORD));
    this.bases = this.contenders.map(({ base }) => base ?? 0);
  }

  /** After the scores were brought up to date. */
  share(budget: Budget): void {
    const { scored, scale, shares, contenders, bases } = this;
    const { changed, records } = scored.trades;
    for (const place of changed) {
      const record = records[place];
      if (record !== undefined) this.consider(place, record);
    }
    if (this.isStale) this.live = this.placesLive();
    if (this.isStale || budget !== this.budget)
      shares.readBudget(contenders, ranksOf(contenders, leastOf(budget)), budget);
    this.isStale = false;
    this.budget = budget;
    for (const place of this.live) {
      const linear = scale.linear(scored.scoreAt(place));
      const earned = scale.earned(linear, contenders[place]?.phi.known_r ?? 0);
      const phi = scale.phi(earned, scored.routers.qualities[place] ?? 'unknown');
      shares.raws[place] = rawWeight(toNano(bases[place] ?? 0), phi);
    }
    shares.share();
  }

  /** weight/base of a symbol, by its place. */
  multipleAt(place: number): number {
    const base = this.bases[place] ?? 0;
    return base === 0 ? 0 : fromMicro(this.shares.weights[place] ?? 0) / base;
  }

  private placesLive(): readonly number[] {
    const { contenders, shares } = this;
    shares.raws.fill(0);
    return [...contenders.keys()].filter((place) => {
      const contender = contenders[place];
      return contender?.isShut === false && contender.phi.binding === ALIVE;
    });
  }

  private consider(place: number, record: AdviceMeasures): void {
    const { scored, settings, contenders } = this;
    const { [place]: known } = contenders;
    const { [place]: edges } = scored.edges;
    if (known === undefined || edges === undefined) return;
    const { count, known_r, dust_unknown_r, usd_losing } = record;
    const lack = lackOf(
      {
        score: 0,
        edge: edges.edge,
        edgeUsd: edges.edge_usd,
        count,
        knownR: known_r,
        dustUnknownR: dust_unknown_r,
        // The records tell it from one trade on; of those with a sure loss no R is known.
        usdLosing: usd_losing && count >= settings.allocator.trusted_trades,
      },
      settings,
    );
    const binding = lack ?? ALIVE;
    if (known.phi.binding === binding && known.phi.known_r === known_r) return;
    contenders[place] = { ...known, phi: { known_r, binding } };
    this.isStale = true;
  }
}

const ALIVE = 'score';
const NO_RECORD = { known_r: 0, binding: 'no_score' } as const;
