import fc from 'fast-check';
import { groupView } from '../../../operators/expectancy/group-view';
import { routerStats } from '../../../operators/router/router-stats';
import type { ScoreInputs } from '../../../operators/score/parts/part';
import { DEFAULTS, route } from '../made';

export const NO_ROWS = routerStats([]);

export const NOTHING: ScoreInputs = {
  count: 0,
  wins: 0,
  edge: groupView([], DEFAULTS).edge,
  gainR: 0,
  lossR: 0,
  router: NO_ROWS,
  pooled: NO_ROWS,
  volatilityScale: undefined,
  volRegime: undefined,
};

const option = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined, freq: 4 });
const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const routeRow = fc
  .record({
    makerStart: option(fc.boolean()),
    makerFinal: option(fc.boolean()),
    usedFallback: option(fc.boolean()),
    slippageBps: option(number(-20, 60)),
    ackMs: option(number(0, 5000)),
    feesUsd: option(number(-1, 3)),
    notionalUsd: option(number(1, 1e4)),
    status: option(fc.constantFrom('FILLED', 'EXPIRED', 'CANCELED')),
    retries: option(fc.integer({ min: 0, max: 2 })),
    cancelled: option(fc.boolean()),
  })
  .map((over) => route('r', over));
export const routeRows = fc.array(routeRow, { maxLength: 30 });

export const scoreInputs: fc.Arbitrary<ScoreInputs> = fc
  .record({
    wins: fc.nat(50),
    others: fc.nat(50),
    edge: number(0, 1),
    gainR: number(0, 100),
    lossR: number(0, 100),
    own: routeRows,
    rest: routeRows,
    volatilityScale: option(number(0, 4)),
    volRegime: option(fc.constantFrom('quiet', 'normal', 'hot', 'panic', 'odd')),
  })
  .map(({ wins, others, own, rest, ...inputs }) => ({
    ...inputs,
    wins,
    count: wins + others,
    router: routerStats(own),
    pooled: routerStats([...own, ...rest]),
  }));
