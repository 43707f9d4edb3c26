import type { CapSources } from '../../../src/model/fund/caps';
import type { Settings } from '../../../src/model/fund/settings';
import { fromMicro, toNano } from '../../../src/model/math/fixed';
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
  private readonly contenders: Ranked[];
  // What follows from these records: the sample, what it adds to the score in 1e-9, and whose own trades leave them something.
  private readonly considered: (AdviceMeasures | undefined)[];
  private readonly knownRs: Float64Array;
  private readonly recordUnits: Float64Array;
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
    this.contenders = [...caps].map(([symbol, own]) => contenderOf(symbol, own, NO_RECORD));
    this.bases = this.contenders.map(({ base }) => base ?? 0);
    this.baseUnits = Float64Array.from(this.bases, toNano);
    this.considered = this.contenders.map(() => undefined);
    this.knownRs = new Float64Array(caps.size);
    this.recordUnits = new Float64Array(caps.size);
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
    const { scale, recordUnits, knownRs, baseUnits } = this;
    const { routers } = this.scored;
    const linear = scale.linear((recordUnits[place] ?? 0) + routers.unitsAt(place));
    const earned = scale.earned(linear, knownRs[place] ?? 0);
    return rawWeight(baseUnits[place] ?? 0, scale.phi(earned, routers.qualityAt(place)));
  }

  private consider(place: number, record: AdviceMeasures | undefined): void {
    if (record !== undefined && this.considered[place] !== record) this.read(place, record);
  }

  private read(place: number, record: AdviceMeasures): void {
    const { settings, contenders } = this;
    const { [place]: known } = contenders;
    if (known === undefined) return;
    const { count, known_r, dust_unknown_r, usd_losing } = record;
    const { edges, units } = this.scored.at(place, record);
    this.considered[place] = record;
    this.knownRs[place] = known_r;
    this.recordUnits[place] = units;
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
    this.isLive[place] = lack === undefined && !known.isShut ? 1 : 0;
    this.isRanked = false;
  }
}

const ALIVE = 'score';
const NO_RECORD = { known_r: 0, binding: 'no_score' } as const;
