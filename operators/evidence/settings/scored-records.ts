import type { Settings } from '../../../src/model/fund/settings';
import { round9 } from '../../../src/model/math/fixed';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import { NO_ROUTER_STATS } from '../../router/router-stats';
import { SCORE_PARTS } from '../../score/parts/registry';
import { PartSum } from '../../score/score';
import { restatedEdges, type Edges } from './restated-edges';
import type { RouterUnits } from './router-units';
import type { SymbolRecords } from './symbol-records';

const RECORD_PARTS = SCORE_PARTS.filter((part) => part.readsRecord === true);
const NO_ROWS = {
  router: NO_ROUTER_STATS,
  pooled: NO_ROUTER_STATS,
  volatilityScale: undefined,
  volRegime: undefined,
};

/** The edges and scores of symbols under one choice of what expectancy asks. */
export class ScoredRecords {
  /** By place of the symbol. */
  readonly edges: Edges[] = [];
  // In 1e-9.
  private readonly recordUnits: number[] = [];
  private readonly parts: PartSum;

  constructor(
    readonly routers: RouterUnits,
    readonly trades: SymbolRecords,
    private readonly settings: Settings,
  ) {
    this.parts = new PartSum(RECORD_PARTS, settings);
  }

  /** After the records moved. */
  update(): void {
    const { changed, records } = this.trades;
    for (const place of changed) {
      const record = records[place];
      if (record !== undefined) this.score(place, record);
    }
  }

  /** The score of a symbol in 1e-9, by its place. */
  scoreAt(place: number): number {
    return (this.recordUnits[place] ?? 0) + this.routers.unitsAt(place);
  }

  private score(place: number, record: AdviceMeasures): void {
    const { count, wins, gain_r, loss_r } = record;
    const edges = restatedEdges(record, this.settings);
    const own = { count, wins, edge: edges.edge, gainR: round9(gain_r), lossR: round9(loss_r) };
    this.edges[place] = edges;
    this.recordUnits[place] = this.parts.of({ ...NO_ROWS, ...own });
  }
}
