import type { Settings } from '../../../src/model/fund/settings';
import { round9 } from '../../../src/model/math/fixed';
import { NO_ROUTER_STATS } from '../../router/router-stats';
import { SCORE_PARTS } from '../../score/parts/registry';
import { PartSum } from '../../score/score';
import { restatedEdges, type Edges } from './restated-edges';
import type { RouterUnits } from './router-units';
import type { SymbolRecords } from './symbol-records';
import type { AdviceMeasures } from '../../expectancy/metrics/record-meter';

const RECORD_PARTS = SCORE_PARTS.filter((part) => part.readsRecord === true);
/** What a record says under one choice of what expectancy asks. */
interface ScoredRecord {
  readonly record: AdviceMeasures;
  readonly edges: Edges;
  /** What the parts of the score that read the record add to it, in 1e-9. */
  readonly units: number;
}

/** The records of symbols under one choice of what expectancy asks: worked out where they are asked for. */
export class ScoredRecords {
  // By place of the symbol.
  private readonly known: ScoredRecord[] = [];
  private readonly parts: PartSum;

  constructor(
    readonly routers: RouterUnits,
    readonly trades: SymbolRecords,
    private readonly settings: Settings,
  ) {
    this.parts = new PartSum(RECORD_PARTS, settings);
  }

  /** What the record of a symbol, by its place, says; the same object again until that is another. */
  at(place: number, record: AdviceMeasures): ScoredRecord {
    const known = this.known[place];
    return known?.record === record ? known : (this.known[place] = this.score(record));
  }

  private score(record: AdviceMeasures): ScoredRecord {
    const { count, wins, gain_r, loss_r } = record;
    const edges = restatedEdges(record, this.settings);
    const units = this.parts.of({
      count,
      wins,
      edge: edges.edge,
      gainR: round9(gain_r),
      lossR: round9(loss_r),
      router: NO_ROUTER_STATS,
      pooled: NO_ROUTER_STATS,
      volatilityScale: undefined,
      volRegime: undefined,
    });
    return { record, edges, units };
  }
}
