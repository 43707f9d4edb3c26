import type { Settings } from '../../../src/model/fund/settings';
import { rounded } from '../../../src/model/math/round';
import type { JoinedChange } from '../../join/join-attempts';
import type { Quality } from '../../router/router-class';
import type { RouterRates } from '../../router/router-stats';
import { SCORE_PARTS } from '../../score/parts/registry';
import type { ScoreInputs } from '../../score/parts/part';
import { scoreTerm } from '../../score/score';
import { RouterWindow } from '../walk/router-window';

const ROUTER_PARTS = SCORE_PARTS.filter((part) => part.readsRecord !== true);
const POOLED_PARTS = ROUTER_PARTS.filter((part) => part.readsPool === true);
const OWN_PARTS = ROUTER_PARTS.filter((part) => part.readsPool !== true);
const NO_RECORD = { count: 0, wins: 0, edge: 0, gainR: 0, lossR: 0 };

/** What the router rows of a window add to the scores of symbols, whatever their trades. */
export class RouterUnits {
  /** By place of the symbol: Σ of the parts that read no record, in 1e-9. */
  readonly units: number[] = [];
  readonly qualities: Quality[] = [];
  /** Without a record. */
  readonly inputs: ScoreInputs[] = [];
  private readonly routers: RouterWindow;
  private readonly pool: { -readonly [K in keyof RouterRates]: RouterRates[K] };
  private readonly ownUnits: number[] = [];
  private volRegimes: ReadonlyMap<string, string> | undefined;

  constructor(
    private readonly settings: Settings,
    private readonly symbols: readonly string[],
  ) {
    this.routers = new RouterWindow(settings, new Set(symbols));
    this.pool = { ...this.routers.rates() };
  }

  step(change: JoinedChange): void {
    this.routers.step(change);
  }

  moveTo(asOf: number, volRegimes: ReadonlyMap<string, string>): void {
    const { routers, settings, units, ownUnits } = this;
    const routed = routers.moveTo(asOf);
    const areAllStale = volRegimes !== this.volRegimes;
    this.volRegimes = volRegimes;
    Object.assign(this.pool, routers.rates());
    for (const [place, symbol] of this.symbols.entries())
      if (areAllStale || routed.has(symbol)) this.read(place, symbol, volRegimes.get(symbol));
    for (const [place, inputs] of this.inputs.entries()) {
      let sum = ownUnits[place] ?? 0;
      for (const part of POOLED_PARTS) sum += scoreTerm(part, inputs, settings).contribution;
      units[place] = sum;
    }
  }

  private read(place: number, symbol: string, volRegime: string | undefined): void {
    const { evidence, quality, volatilityScale } = this.routers.of(symbol);
    // The evidence is rounded already.
    const market = rounded({ volatilityScale, volRegime });
    const inputs = { ...NO_RECORD, ...market, router: evidence, pooled: this.pool };
    let sum = 0;
    for (const part of OWN_PARTS) sum += scoreTerm(part, inputs, this.settings).contribution;
    this.inputs[place] = inputs;
    this.qualities[place] = quality;
    this.ownUnits[place] = sum;
  }
}
