import { expect } from 'chai';
import fc from 'fast-check';
import { groupView } from '../../../operators/expectancy/group-view';
import { routerStats, type RouterBasis, type RouterStats } from '../../../operators/router/router-stats';
import { scoreOf, type PartName } from '../../../operators/score/score';
import { SCORE_PARTS } from '../../../operators/score/parts/registry';
import type { ScoreInputs } from '../../../operators/score/parts/part';
import { toTrade } from '../../../src/model/to-trade';
import { close, DEFAULTS, episodeOf, NO_ROW } from '../made';
import { NO_ROWS, NOTHING, routeRows, scoreInputs } from './score-made';

const score = (inputs: ScoreInputs) => scoreOf(inputs, DEFAULTS);
const PRIOR = 0.4;

describe('scoreOf: the laws', () => {
  it('the score and every part lie in [0, 1]', () => {
    fc.assert(
      fc.property(scoreInputs, (inputs) => {
        const { score: total, components } = score(inputs);
        for (const value of [total, ...Object.values(components)]) expect(value).to.be.within(0, 1);
      }),
    );
  });

  it('both groups of parts lie between the least and the greatest of their own', () => {
    fc.assert(
      fc.property(scoreInputs, (inputs) => {
        const { expectancy, router, edge, hit_rate, gain, ...rest } = score(inputs).components;
        const { cost, reliability, tail, latency, liquidity } = rest;
        const trades = [edge, hit_rate, gain];
        const rows = [cost, reliability, tail, latency, liquidity];
        expect(expectancy).to.be.within(Math.min(...trades), Math.max(...trades));
        expect(router).to.be.within(Math.min(...rows), Math.max(...rows));
      }),
    );
  });

  it('a part out of range is clamped', () => {
    const edges = [-0.5, 1.5].map((edge) => score({ ...NOTHING, edge }).components.edge);
    expect(edges).to.deep.equal([0, 1]);
  });

  it('no data gives one fixed value below 0.5', () => {
    expect(score(NOTHING).score).to.equal(score({ ...NOTHING }).score);
    expect(score(NOTHING).score).to.be.lessThan(0.5);
    const parts = ['cost', 'reliability', 'tail', 'latency', 'liquidity', 'volatility'];
    expect(score(NOTHING).priors).to.deep.equal(parts);
    expect(score(NOTHING).components).to.include({
      hit_rate: 0.5,
      gain: 0.5,
      cost: PRIOR,
      volatility: PRIOR,
    });
  });

  it('the parts of execution, and no others, are priors wherever the router has no row', () => {
    const execution = SCORE_PARTS.filter(({ readsRouter }) => readsRouter === true).map(({ name }) => name);
    fc.assert(
      fc.property(scoreInputs, (inputs) => {
        const bare = score({ ...inputs, router: NO_ROWS });
        expect(bare.execution_judged).to.equal(false);
        expect(bare.priors.filter((name) => name !== 'volatility')).to.deep.equal(execution);
        expect(score(inputs).execution_judged).to.equal(inputs.router.rows > 0);
      }),
    );
  });

  it('the score is non-decreasing in every part', () => {
    const better: readonly ((inputs: ScoreInputs) => ScoreInputs)[] = [
      (inputs) => ({ ...inputs, edge: Math.min(1, inputs.edge + 0.1) }),
      (inputs) => ({ ...inputs, wins: Math.min(inputs.count, inputs.wins + 1) }),
      (inputs) => ({ ...inputs, gainR: inputs.gainR + 1 }),
      (inputs) => ({ ...inputs, lossR: inputs.lossR / 2 }),
      (inputs) => withRouter(inputs, ({ meanFeeBps }) => ({ meanFeeBps: lower(meanFeeBps) })),
      (inputs) =>
        withRouter(inputs, ({ slippage }) => ({ slippage: { ...slippage, mean: lower(slippage.mean) } })),
      (inputs) =>
        withRouter(inputs, ({ slippage }) => ({ slippage: { ...slippage, p95: lower(slippage.p95) } })),
      (inputs) => withRouter(inputs, ({ ack }) => ({ ack: { ...ack, p95: lower(ack.p95) } })),
      (inputs) => withRouter(inputs, ({ makerFill }) => ({ makerFill: more(makerFill) })),
      (inputs) =>
        withRouter(inputs, ({ fallback }) => ({
          fallback: { ...fallback, hits: Math.max(0, fallback.hits - 1) },
        })),
      (inputs) => withRouter(inputs, ({ cleanFill }) => ({ cleanFill: more(cleanFill) })),
    ];
    fc.assert(
      fc.property(scoreInputs, fc.constantFrom(...better), (inputs, improve) => {
        expect(score(improve(inputs)).score).to.be.at.least(score(inputs).score);
      }),
      { numRuns: 1000 },
    );
  });

  it('scaling account and risk together changes nothing', () => {
    const deal = fc.record({
      realizedUsd: fc.integer({ min: -500, max: 500 }),
      feesUsd: fc.integer({ min: 0, max: 9 }),
      riskUsd: fc.option(fc.integer({ min: 1, max: 100 }), { nil: undefined }),
      notionalUsd: fc.integer({ min: 1, max: 1e5 }),
    });
    // A power of two scales floats without rounding.
    fc.assert(
      fc.property(fc.array(deal, { maxLength: 30 }), fc.constantFrom(0.25, 2, 1024), (deals, scale) => {
        const scored = (by: number) => {
          const trades = deals.map(({ realizedUsd, feesUsd, riskUsd, notionalUsd }, i) => {
            const risk = riskUsd === undefined ? undefined : riskUsd * by;
            const made = close(`c${i}`, {
              ts: i,
              realizedUsd: realizedUsd * by,
              feesUsd: feesUsd * by,
              riskUsd: risk,
              notionalUsd: notionalUsd * by,
            });
            return toTrade(episodeOf(made), NO_ROW, () => undefined, DEFAULTS);
          });
          const { count, wins, edge, gain_r: gainR, loss_r: lossR } = groupView(trades, DEFAULTS);
          return score({ ...NOTHING, count, wins, edge, gainR, lossR });
        };
        expect(scored(scale)).to.deep.equal(scored(1));
      }),
    );
  });
});

describe('scoreOf: hiding data does not pay', () => {
  const hidden: readonly (readonly [string, readonly PartName[], Partial<RouterStats>])[] = [
    ['every row', ['cost', 'reliability', 'tail', 'latency', 'liquidity'], NO_ROWS],
    ['the fees', ['cost'], { meanFeeBps: undefined }],
    ['the slippages', ['cost', 'tail'], { slippage: NO_ROWS.slippage }],
    ['the latencies', ['latency'], { ack: NO_ROWS.ack }],
    ['is_maker_final', ['reliability'], { makerFill: NO_ROWS.makerFill }],
    ['used_fallback', ['reliability'], { fallback: NO_ROWS.fallback }],
    ['the results', ['liquidity'], { cleanFill: NO_ROWS.cleanFill }],
  ];
  for (const [what, parts, without] of hidden) {
    it(`hiding ${what} gives ${parts.join(' and ')} at most 0.4, and says so`, () => {
      fc.assert(
        fc.property(scoreInputs, (inputs) => {
          const { components, priors } = score({ ...inputs, router: { ...inputs.router, ...without } });
          for (const part of parts) {
            expect(components[part]).to.be.at.most(PRIOR);
            expect(priors).to.include(part);
          }
        }),
      );
    });
  }

  it('cost with one mean only is the cost of that one, held at 0.4', () => {
    const router = (over: Partial<RouterStats>) => ({ ...NOTHING, router: { ...NO_ROWS, ...over } });
    expect(score(router({ meanFeeBps: 1 })).components.cost).to.equal(PRIOR);
    expect(score(router({ meanFeeBps: 40 })).components.cost).to.equal(0.2);
    const slippage = { ...NO_ROWS.slippage, mean: 40 };
    expect(score(router({ slippage })).components.cost).to.equal(0.2);
  });

  it('volatility: the scale first, then the label, then the prior', () => {
    const of = (volatilityScale: number | undefined, volRegime: string | undefined) =>
      score({ ...NOTHING, volatilityScale, volRegime }).components.volatility;
    expect([of(1.5, 'normal'), of(0.5, 'panic')]).to.deep.equal([0.5, 0.5]);
    const labels = ['quiet', 'normal', 'hot', 'panic', 'odd', undefined].map((label) => of(undefined, label));
    expect(labels).to.deep.equal([0.8, 1, 0.5, 0.2, PRIOR, PRIOR]);
  });

  it('rates are shrunk towards the pool by ten pseudo-rows', () => {
    fc.assert(
      fc.property(routeRows, routeRows, (own, rest) => {
        const router = routerStats(own);
        const pooled = routerStats([...own, ...rest]);
        fc.pre(router.cleanFill.rows > 0);
        const rate = pooled.cleanFill.hits / pooled.cleanFill.rows;
        const expected = (router.cleanFill.hits + 10 * rate) / (router.cleanFill.rows + 10);
        expect(score({ ...NOTHING, router, pooled }).components.liquidity).to.be.closeTo(expected, 1e-9);
      }),
    );
  });
});

function withRouter(inputs: ScoreInputs, change: (stats: RouterBasis) => Partial<RouterBasis>): ScoreInputs {
  return { ...inputs, router: { ...inputs.router, ...change(inputs.router) } };
}

const lower = (value: number | undefined): number | undefined =>
  value === undefined ? undefined : value - 1;
const more = (tally: { readonly hits: number; readonly rows: number }) => ({
  hits: Math.min(tally.rows, tally.hits + 1),
  rows: tally.rows,
});
