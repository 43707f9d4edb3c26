import type { Desk } from '../../../src/model/fund/desk';
import type { Settings } from '../../../src/model/fund/settings';
import type { Budget } from '../../allocate/weights/budget';
import { contenderOf, type Contender } from '../../allocate/weights/contender';
import { isLacking, phiTerms } from '../../allocate/weights/phi';
import { budgetWeights } from '../../allocate/weights/share-budget';
import type { Edges } from './restated-edges';
import type { ScoredRecords } from './scored-records';

interface Standing {
  readonly edges: Edges | undefined;
  readonly quality: string | undefined;
  readonly units: number | undefined;
  readonly contender: Contender;
  readonly lacks: boolean;
}

/** The weights that one setting gives the symbols, from their records and scores. */
export class SettingWeights {
  private readonly standings: Standing[] = [];

  constructor(
    private readonly desk: Desk,
    private readonly settings: Settings,
    private readonly symbols: readonly string[],
    private readonly scored: ScoredRecords,
  ) {}

  /** weight/base by place of the symbol, into `into`; after the scores were brought up to date. */
  multiples(budget: Budget, into: Float64Array): void {
    const { scored, standings } = this;
    const places: number[] = [];
    const contenders: Contender[] = [];
    for (const [place, symbol] of this.symbols.entries()) {
      const known = standings[place];
      const isSame =
        known?.edges === scored.edges[place] &&
        known?.quality === scored.routers.qualities[place] &&
        (known?.lacks === true || known?.units === scored.units[place]);
      const standing = isSame ? known : this.contend(place, symbol);
      into[place] = 0;
      if (standing === undefined || standing.lacks) continue;
      places.push(place);
      contenders.push(standing.contender);
    }
    for (const [i, weight] of budgetWeights(contenders, budget).entries()) {
      const base = contenders[i]?.base ?? 0;
      into[places[i] ?? 0] = base === 0 ? 0 : weight / base;
    }
  }

  private contend(place: number, symbol: string): Standing | undefined {
    const { scored, settings, desk } = this;
    const { [place]: record } = scored.trades.records;
    const { [place]: edges } = scored.edges;
    const { [place]: quality } = scored.routers.qualities;
    const caps = desk.listings.get(symbol)?.caps;
    if (record === undefined || edges === undefined || quality === undefined || caps === undefined)
      return undefined;
    const numbers = {
      score: scored.scoreOf(place),
      edge: edges.edge,
      edgeUsd: edges.edge_usd,
      count: record.count,
      knownR: record.known_r,
      dustUnknownR: record.dust_unknown_r,
      // The records tell it from one trade on; of those with a sure loss no R is known.
      usdLosing: record.usd_losing && record.count >= settings.allocator.trusted_trades,
    };
    const contender = contenderOf(symbol, caps, phiTerms(numbers, quality, undefined, settings));
    const lacks = isLacking(contender.phi);
    return (this.standings[place] = { edges, quality, units: scored.units[place], contender, lacks });
  }
}
