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

/** What a symbol's own rows say. */
interface OwnStanding {
  readonly quality: Quality;
  /** Without a record. */
  readonly inputs: ScoreInputs;
  /** Σ of the parts that read no pool, in 1e-9. */
  readonly ownUnits: number;
}

/** What the router rows of a window add to the scores of symbols, whatever their trades. */
export class RouterUnits {
  private readonly routers: RouterWindow;
  private readonly pool: { -readonly [K in keyof RouterRates]: RouterRates[K] };
  private readonly own: PartSum;
  private readonly pooled: PartSum;
  private readonly places: ReadonlyMap<string, number>;
  // By place of the symbol: what it was when it was asked for last; Σ of all parts, and at which move that was summed.
  private readonly standings: (OwnStanding | undefined)[];
  private readonly units: Float64Array;
  private readonly summedAt: Uint32Array;
  private moves = 0;
  private volRegimes: ReadonlyMap<string, string> = new Map();

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
    this.places = new Map(symbols.map((symbol, place) => [symbol, place]));
    this.standings = symbols.map(() => undefined);
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
    const { routers, standings } = this;
    const routed = routers.moveTo(asOf);
    Object.assign(this.pool, routers.rates());
    this.moves++;
    if (volRegimes !== this.volRegimes) standings.fill(undefined);
    this.volRegimes = volRegimes;
    for (const symbol of routed) standings[this.places.get(symbol) ?? -1] = undefined;
  }

  qualityAt(place: number): Quality {
    return this.at(place).quality;
  }

  /** By place of the symbol: Σ of the parts that read no record, in 1e-9. The pool changes with every row. */
  unitsAt(place: number): number {
    const { units, summedAt, moves } = this;
    if (summedAt[place] !== moves) {
      const { inputs, ownUnits } = this.at(place);
      units[place] = ownUnits + this.pooled.of(inputs);
      summedAt[place] = moves;
    }
    return units[place] ?? 0;
  }

  // The same again until its rows, the snapshot or the regimes change.
  private at(place: number): OwnStanding {
    return (this.standings[place] ??= this.read(this.symbols[place] ?? ''));
  }

  private read(symbol: string): OwnStanding {
    const { evidence, quality, volatilityScale } = this.routers.of(symbol);
    const inputs = {
      count: 0,
      wins: 0,
      edge: 0,
      gainR: 0,
      lossR: 0,
      router: evidence,
      pooled: this.pool,
      volatilityScale: rounded(volatilityScale),
      volRegime: this.volRegimes.get(symbol),
    };
    return { quality, inputs, ownUnits: this.own.of(inputs) };
  }
}
