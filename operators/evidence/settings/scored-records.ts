import type { Settings } from '../../../src/model/fund/settings';
import { round9 } from '../../../src/model/math/fixed';
import { NO_ROUTER_STATS } from '../../router/router-stats';
import { SCORE_PARTS } from '../../score/parts/registry';
import { PartSum } from '../../score/score';
import { restatedEdges } from './restated-edges';
import type { RouterUnits } from './router-units';
import type { SymbolRecords } from './symbol-records';
import type { AdviceMeasures } from '../../expectancy/metrics/record-meter';

const RECORD_PARTS = SCORE_PARTS.filter((part) => part.readsRecord === true);
/** The edges and scores of symbols under one choice of what expectancy asks: worked out where they are asked for. */
export class ScoredRecords {
  /** By place of the symbol, of the record that was read last. */
  readonly edges: Float64Array;
  readonly edgesUsd: Float64Array;
  /** Likewise what the parts of the score that read the record add to it, in 1e-9. */
  readonly units: Float64Array;
  private readonly scored: (AdviceMeasures | undefined)[];
  private readonly parts: PartSum;

  constructor(
    readonly routers: RouterUnits,
    readonly trades: SymbolRecords,
    private readonly settings: Settings,
  ) {
    const { length } = trades.records;
    this.edges = new Float64Array(length);
    this.edgesUsd = new Float64Array(length);
    this.units = new Float64Array(length);
    this.scored = trades.records.map(() => undefined);
    this.parts = new PartSum(RECORD_PARTS, settings);
  }

  /** Brings the columns of a symbol, by its place, up to its record. */
  read(place: number, record: AdviceMeasures): void {
    if (this.scored[place] === record) return;
    this.scored[place] = record;
    const { count, wins, gain_r, loss_r } = record;
    const { edge, edge_usd } = restatedEdges(record, this.settings);
    this.edges[place] = edge;
    this.edgesUsd[place] = edge_usd;
    this.units[place] = this.parts.of({
      count,
      wins,
      edge,
      gainR: round9(gain_r),
      lossR: round9(loss_r),
      router: NO_ROUTER_STATS,
      pooled: NO_ROUTER_STATS,
      volatilityScale: undefined,
      volRegime: undefined,
    });
  }
}
