import type { Settings } from '../../../src/model/fund/settings';
import { fromNano, round9 } from '../../../src/model/math/fixed';
import type { AdviceMeasures } from '../../expectancy/metrics/registry';
import { SCORE_PARTS } from '../../score/parts/registry';
import { scoreTerm } from '../../score/score';
import { restatedEdges, type Edges } from './restated-edges';
import type { RouterUnits } from './router-units';
import type { SymbolRecords } from './symbol-records';

const RECORD_PARTS = SCORE_PARTS.filter((part) => part.readsRecord === true);

/** The edges and scores of symbols under one choice of what expectancy asks. */
export class ScoredRecords {
  /** By place of the symbol; another object when the record is. */
  readonly edges: Edges[] = [];
  /** In 1e-9. */
  readonly units: number[] = [];
  private readonly recordUnits: number[] = [];
  private readonly read: AdviceMeasures[] = [];

  constructor(
    readonly routers: RouterUnits,
    readonly trades: SymbolRecords,
    private readonly settings: Settings,
  ) {}

  /** After the records and the rows moved. */
  update(): void {
    const { routers, trades, read, recordUnits, units } = this;
    for (const [place, record] of trades.records.entries()) {
      if (read[place] !== record) this.score(place, record);
      units[place] = (recordUnits[place] ?? 0) + (routers.units[place] ?? 0);
    }
  }

  scoreOf(place: number): number {
    return fromNano(this.units[place] ?? 0);
  }

  private score(place: number, record: AdviceMeasures): void {
    const { settings, routers } = this;
    const { count, wins, gain_r, loss_r } = record;
    const edges = restatedEdges(record, settings);
    const router = routers.inputs[place];
    if (router === undefined) throw new Error('the rows move first');
    const own = { count, wins, edge: edges.edge, gainR: round9(gain_r), lossR: round9(loss_r) };
    const inputs = { ...router, ...own };
    let sum = 0;
    for (const part of RECORD_PARTS) sum += scoreTerm(part, inputs, settings).contribution;
    this.read[place] = record;
    this.edges[place] = edges;
    this.recordUnits[place] = sum;
  }
}
