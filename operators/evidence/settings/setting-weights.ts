import type { CapSources } from '../../../src/model/fund/caps';
import type { Settings } from '../../../src/model/fund/settings';
import { fromMicro, toNano } from '../../../src/model/math/fixed';
import type { PhiBinding } from '../../allocate/weights/allocation-terms';
import type { Budget } from '../../allocate/weights/budget';
import { contenderOf } from '../../allocate/weights/contender';
import { lackOf, PhiScale } from '../../allocate/weights/phi';
import { leastOf, rawWeight, BudgetShares } from '../../allocate/weights/budget-shares';
import { ranksOf, type Ranked } from '../../allocate/weights/share-budget';
import type { ScoredRecords } from './scored-records';
import type { AdviceMeasures } from '../../expectancy/metrics/record-meter';

/**
 * The weights that one setting gives the symbols, from their records and scores. In columns by place of the symbol. The budget
 * is shared only for a symbol that has earned something.
 */
export class SettingWeights {
  private readonly scale: PhiScale;
  private readonly shares: BudgetShares;
  private readonly bases: readonly number[];
  // In 1e-9.
  private readonly baseUnits: Float64Array;
  private readonly contenders: readonly Ranked[];
  // What follows from these records: the sample and what speaks against it, and whose own trades leave them something.
  private readonly considered: (AdviceMeasures | undefined)[];
  private readonly samples: readonly { known_r: number; binding: PhiBinding }[];
  private readonly isLive: Uint8Array;
  private isRanked = false;
  private budget: Budget | undefined;

  constructor(
    caps: ReadonlyMap<string, CapSources>,
    private readonly settings: Settings,
    private readonly scored: ScoredRecords,
  ) {
    this.scale = new PhiScale(settings);
    this.shares = new BudgetShares(caps.size);
    this.samples = [...caps].map(() => ({ known_r: 0, binding: 'no_score' }));
    this.contenders = [...caps].flatMap(([symbol, own], place) => {
      const sample = this.samples[place];
      return sample === undefined ? [] : [contenderOf(symbol, own, sample)];
    });
    this.bases = this.contenders.map(({ base }) => base ?? 0);
    this.baseUnits = Float64Array.from(this.bases, toNano);
    this.considered = this.contenders.map(() => undefined);
    this.isLive = new Uint8Array(caps.size);
  }

  /** weight/base of a symbol, by its place. */
  multipleAt(place: number, budget: Budget): number {
    this.consider(place, this.scored.trades.records[place]);
    // What has earned nothing is given nothing, whatever the others have earned.
    if (this.isLive[place] === 0 || this.rawAt(place) === 0) return 0;
    this.readOthers(budget);
    return fromMicro(this.shares.weightOf(place)) / (this.bases[place] ?? 0);
  }

  private readOthers(budget: Budget): void {
    const { contenders, isLive, shares } = this;
    const { records } = this.scored.trades;
    for (let place = 0; place < isLive.length; place++) {
      this.consider(place, records[place]);
      shares.raws[place] = isLive[place] === 0 ? 0 : this.rawAt(place);
    }
    if (this.isRanked && budget === this.budget) return;
    shares.readBudget(contenders, ranksOf(contenders, leastOf(budget)), budget);
    this.isRanked = true;
    this.budget = budget;
  }

  // ⌊base·phi⌋ in 1e-6.
  private rawAt(place: number): number {
    const { scale, baseUnits, samples } = this;
    const { routers, units } = this.scored;
    const linear = scale.linear((units[place] ?? 0) + routers.unitsAt(place));
    const earned = scale.earned(linear, samples[place]?.known_r ?? 0);
    return rawWeight(baseUnits[place] ?? 0, scale.phi(earned, routers.qualityAt(place)));
  }

  private consider(place: number, record: AdviceMeasures | undefined): void {
    if (record === undefined) return;
    // Others may have read another record since.
    this.scored.read(place, record);
    if (this.considered[place] !== record) this.read(place, record);
  }

  private read(place: number, record: AdviceMeasures): void {
    const { settings, scored } = this;
    const { [place]: sample } = this.samples;
    if (sample === undefined) return;
    const { count, known_r, dust_unknown_r, usd_losing } = record;
    const lack = lackOf(
      {
        score: 0,
        edge: scored.edges[place] ?? 0,
        edgeUsd: scored.edgesUsd[place] ?? 0,
        count,
        knownR: known_r,
        dustUnknownR: dust_unknown_r,
        // The records tell it from one trade on; of those with a sure loss no R is known.
        usdLosing: usd_losing && count >= settings.allocator.trusted_trades,
      },
      settings,
    );
    const binding = lack ?? ALIVE;
    if (sample.binding !== binding || sample.known_r !== known_r) this.isRanked = false;
    sample.binding = binding;
    sample.known_r = known_r;
    this.isLive[place] = lack === undefined && this.contenders[place]?.isShut === false ? 1 : 0;
    this.considered[place] = record;
  }
}

const ALIVE = 'score';
