import type { RouterSnapshot } from '../../../src/model/event';
import type { Settings } from '../../../src/model/fund/settings';
import type { Route } from '../../../src/model/route';
import { rounded } from '../../../src/model/math/round';
import type { Timeline } from '../../core/timeline';
import type { TakenRoute } from '../../join/take-trade';
import type { Quality } from '../../router/router-class';
import type { RouterRates } from '../../router/router-stats';
import { SCORE_PARTS } from '../../score/parts/registry';
import type { ScoreInputs } from '../../score/parts/part';
import { PartSum } from '../../score/score';
import { RouterWindow } from '../walk/router-window';

const ROUTER_PARTS = SCORE_PARTS.filter((part) => part.readsRecord !== true);
const NO_RECORD = { count: 0, wins: 0, edge: 0, gainR: 0, lossR: 0 };

/** What the router rows of a window add to the scores of symbols, whatever their trades. */
export class RouterUnits {
  readonly qualities: Quality[] = [];
  private readonly routers: RouterWindow;
  private readonly pool: { -readonly [K in keyof RouterRates]: RouterRates[K] };
  private readonly own: PartSum;
  private readonly pooled: PartSum;
  // By place of the symbol: without a record; Σ of its own parts; Σ of all parts, and at which move that was summed.
  private readonly inputs: ScoreInputs[] = [];
  private readonly ownUnits: number[] = [];
  private readonly units: Float64Array;
  private readonly summedAt: Uint32Array;
  private moves = 0;
  private volRegimes: ReadonlyMap<string, string> | undefined;

  constructor(
    settings: Settings,
    private readonly symbols: readonly string[],
    routes: Timeline<Route>,
  ) {
    this.routers = new RouterWindow(settings, new Set(symbols), routes);
    this.pool = { ...this.routers.rates() };
    this.own = new PartSum(
      ROUTER_PARTS.filter((part) => part.readsPool !== true),
      settings,
    );
    this.pooled = new PartSum(
      ROUTER_PARTS.filter((part) => part.readsPool === true),
      settings,
    );
    this.units = new Float64Array(symbols.length);
    this.summedAt = new Uint32Array(symbols.length);
  }

  /** The timeline has changed. */
  note(taken: TakenRoute): void {
    this.routers.note(taken);
  }

  takeSnapshot(snapshot: RouterSnapshot): void {
    this.routers.takeSnapshot(snapshot);
  }

  moveTo(asOf: number, volRegimes: ReadonlyMap<string, string>): void {
    const { routers } = this;
    const routed = routers.moveTo(asOf);
    const areAllStale = volRegimes !== this.volRegimes;
    this.volRegimes = volRegimes;
    Object.assign(this.pool, routers.rates());
    this.moves++;
    for (const [place, symbol] of this.symbols.entries())
      if (areAllStale || routed.has(symbol)) this.read(place, symbol, volRegimes.get(symbol));
  }

  /** By place of the symbol: Σ of the parts that read no record, in 1e-9. The pool changes with every row. */
  unitsAt(place: number): number {
    const { units, summedAt, moves } = this;
    if (summedAt[place] !== moves) {
      const inputs = this.inputs[place];
      if (inputs === undefined) throw new Error('the rows move first');
      units[place] = (this.ownUnits[place] ?? 0) + this.pooled.of(inputs);
      summedAt[place] = moves;
    }
    return units[place] ?? 0;
  }

  private read(place: number, symbol: string, volRegime: string | undefined): void {
    const { evidence, quality, volatilityScale } = this.routers.of(symbol);
    // The evidence is rounded already.
    const market = rounded({ volatilityScale, volRegime });
    const inputs = { ...NO_RECORD, ...market, router: evidence, pooled: this.pool };
    this.inputs[place] = inputs;
    this.qualities[place] = quality;
    this.ownUnits[place] = this.own.of(inputs);
  }
}
