import { expect } from 'chai';
import type { Episode } from '../../src/model/episode';
import type { Close } from '../../src/model/event';
import type { RouterPolicy } from '../../src/model/route';
import { settingsFrom } from '../../src/model/fund/settings';
import { toTrade } from '../../src/model/to-trade';
import type { Trade } from '../../src/model/trade';
import { close, DEFAULTS, episodeOf, NO_ROW, route } from '../operators/made';

const made = (
  over: Partial<Close>,
  row?: ReturnType<typeof route>,
  stopPct?: number,
  settings = DEFAULTS,
): Trade => madeOf(episodeOf(close('c', over)), row, stopPct, settings);

const madeOf = (
  episode: Episode,
  row?: ReturnType<typeof route>,
  stopPct?: number,
  settings = DEFAULTS,
): Trade =>
  toTrade(episode, row === undefined ? NO_ROW : { route: row, regimeOf: 'entry' }, () => stopPct, settings);

describe('toTrade: net, gross and costs', () => {
  it('net is realized less fees and funding; both are positive when paid', () => {
    const trade = made({ realizedUsd: 10, feesUsd: 2, fundingUsd: -1 });
    expect(trade).to.include({ netUsd: 9, grossUsd: 10, feesUsd: 2, fundingUsd: -1 });
    expect(trade.missingCosts).to.deep.equal([]);
  });

  it('a missing cost is 0 and flagged', () => {
    const trade = made({ realizedUsd: 10, feesUsd: undefined, fundingUsd: undefined });
    expect(trade.netUsd).to.equal(10);
    expect(trade.missingCosts).to.deep.equal(['fees', 'funding']);
  });

  it('gross where the desk has set so', () => {
    const settings = settingsFrom({ pnl: 'gross' });
    expect(made({ realizedUsd: 10, feesUsd: 20 }, undefined, undefined, settings)).to.include({
      netUsd: 10,
      outcome: 'win',
    });
  });

  it('|net| at the flat epsilon is flat, a cent beyond is not', () => {
    const settings = settingsFrom({ flat_epsilon_usd: 0.5 });
    const outcome = (realizedUsd: number) => made({ realizedUsd }, undefined, undefined, settings).outcome;
    expect([0.51, 0.5, 0, -0.5, -0.51].map(outcome)).to.deep.equal(['win', 'flat', 'flat', 'flat', 'loss']);
    expect([1e-9, 0, -1e-9].map((realizedUsd) => made({ realizedUsd }).outcome)).to.deep.equal([
      'win',
      'flat',
      'loss',
    ]);
  });

  it('a fee flip is a win that costs turned into a loss', () => {
    expect(made({ realizedUsd: 1, feesUsd: 2 }).feeFlip).to.equal(true);
    expect(made({ realizedUsd: 1, feesUsd: 1 }).feeFlip).to.equal(false);
    expect(made({ realizedUsd: -1, feesUsd: 2 }).feeFlip).to.equal(false);
    expect(made({ realizedUsd: 0, feesUsd: 2 }).feeFlip).to.equal(false);
  });

  it('a trade without a strategy is unattributed', () => {
    expect([made({}).strategy, made({ strategy: 's' }).strategy]).to.deep.equal(['unattributed', 's']);
  });
});

describe('toTrade: the risk taken', () => {
  const big = { realizedUsd: 1, riskUsd: 4, notionalUsd: 1000 };

  it('recorded, else the strategy’s stop, else the fallback, else none', () => {
    expect(made(big, undefined, 2)).to.include({ riskUsd: 4, riskSource: 'recorded', r: 0.25 });
    expect(made({ ...big, riskUsd: undefined }, undefined, 2)).to.include({
      riskUsd: 20,
      riskSource: 'stop',
      r: 0.05,
    });
    expect(made({ ...big, riskUsd: undefined })).to.include({ riskUsd: 10, riskSource: 'fallback', r: 0.1 });
    const none = made({ ...big, riskUsd: undefined, notionalUsd: undefined }, undefined, 2);
    expect([none.riskSource, none.r, none.outcome]).to.deep.equal(['none', undefined, 'win']);
  });

  it('a risk or stop that is not positive and finite does not exist', () => {
    for (const bad of [0, -1, NaN, Infinity]) {
      expect(made({ ...big, riskUsd: bad }).riskSource).to.equal('fallback');
      expect(made({ ...big, riskUsd: undefined }, undefined, bad).riskSource).to.equal('fallback');
    }
  });

  it('the notional is the close’s own, else the joined attempt’s', () => {
    const row = route('r', { notionalUsd: 500 });
    expect(made({ ...big, riskUsd: undefined }, row).riskUsd).to.equal(10);
    expect(made({ ...big, riskUsd: undefined, notionalUsd: undefined }, row)).to.include({
      riskUsd: 5,
      notionalUsd: 500,
    });
  });

  it('a gain is clipped at 5 R, and said to be; a loss counts in full', () => {
    const of = (realizedUsd: number) => {
      const { r, clipped } = made({ realizedUsd, riskUsd: 1 });
      return [r, clipped];
    };
    expect([5, 5.1, -5, -60].map(of)).to.deep.equal([
      [5, false],
      [5, true],
      [-5, false],
      [-60, false],
    ]);
  });

  it('a recorded risk below 1 bp of the notional is a stale stop: the next source counts', () => {
    const of = (riskUsd: number) => made({ riskUsd, notionalUsd: 10_000 }).riskSource;
    expect([1, 0.999].map(of)).to.deep.equal(['recorded', 'fallback']);
    expect(made({ riskUsd: 1e-9, notionalUsd: undefined }).riskSource).to.equal('recorded');
  });

  it('a risk of which a position made more than 1e9 does not exist', () => {
    const of = (riskUsd: number) => made({ realizedUsd: -1, riskUsd, notionalUsd: undefined });
    expect(of(1e-9).r).to.be.closeTo(-1e9, 1);
    expect(of(9e-10)).to.include({ riskSource: 'none', r: undefined });
  });
});

describe('toTrade: a position', () => {
  const episode = episodeOf(close('c', { ts: 9000, realizedUsd: 10, feesUsd: 1, fundingUsd: 0.5 }), {
    openFeesUsd: 2,
    openFeesEstimatedUsd: 0.25,
    entryTs: 4000,
    entryUnknown: 0.5,
    quantity: 3,
  });

  it('pays the fees of closing it and those of opening it, stated and estimated', () => {
    expect(madeOf(episode)).to.include({
      grossUsd: 10,
      netUsd: 6.25,
      feesUsd: 3.25,
      closeFeesUsd: 1,
      openFeesUsd: 2,
      estimatedFeesUsd: 0.25,
      entryUnknown: 0.5,
      quantity: 3,
      legs: 1,
    });
  });

  it('is held from its first fill to its last close, where the entry is known', () => {
    expect(madeOf(episode)).to.include({ entryTs: 4000, holdMs: 5000 });
    expect(madeOf({ ...episode, entryTs: undefined }).holdMs).to.equal(undefined);
  });

  it('says whose row it is judged by', () => {
    expect(madeOf(episode).regimeOf).to.equal('none');
    expect(madeOf(episode, route('r')).regimeOf).to.equal('entry');
  });
});

describe('toTrade: the side, why and where it was closed', () => {
  it('is on the side of its position, and unknown where no row says it', () => {
    const one = close('c');
    expect(madeOf(episodeOf(one, { direction: 'short' })).side).to.equal('short');
    expect(made({}).side).to.equal('unknown');
  });

  it('has the exit reason of the latest leg that names one', () => {
    const [first, second, third] = ['tp', 'sl', undefined].map((exitReason) => close('c', { exitReason }));
    if (first === undefined || second === undefined || third === undefined) throw new Error('three legs');
    const reasonOf = (legs: readonly Close[]): string => madeOf(episodeOf(first, { legs })).exitReason;
    expect(reasonOf([first, second, third])).to.equal('sl');
    expect(reasonOf([third])).to.equal('unknown');
  });

  it('has the venue of the row it is judged by, else of its latest close, else none', () => {
    expect(made({ venue: 'a' }, route('r', { venue: 'b' })).venue).to.equal('b');
    expect(made({ venue: 'a' }, route('r')).venue).to.equal('a');
    expect(made({}, route('r')).venue).to.equal('unknown');
  });
});

describe('toTrade: the policy of its attempt', () => {
  it('a trade is grouped by the executor’s label, else by that of its number', () => {
    const said = (over: Partial<RouterPolicy>) =>
      route('r', {
        policy: {
          makerFirst: undefined,
          bias: undefined,
          offsetBps: undefined,
          quality: undefined,
          biasLabel: undefined,
          ...over,
        },
      });
    expect(made({}, said({ bias: 0.9 })).takerBias).to.equal('prefer_taker');
    expect(made({}, said({ bias: 0.5, biasLabel: 'odd' })).takerBias).to.equal('odd');
    expect(made({}, said({ quality: 'good' }))).to.include({ takerBias: 'unknown', policyQuality: 'good' });
    expect(made({})).to.include({ takerBias: 'unknown', policyQuality: 'unknown' });
  });
});
