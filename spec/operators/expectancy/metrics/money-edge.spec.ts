import { expect } from 'chai';
import fc from 'fast-check';
import { groupView } from '../../../../operators/expectancy/group-view';
import { settingsFrom } from '../../../../src/model/fund/settings';
import type { Trade } from '../../../../src/model/trade';
import { tradeOf } from '../../made';

// Nothing is clipped.
const settings = settingsFrom({ r_clip: 1e9 });

type Outcome = readonly [net: number, risk: number | undefined];

const tradesOf = (outcomes: readonly Outcome[]): readonly Trade[] =>
  outcomes.map(([realizedUsd, riskUsd], i) =>
    tradeOf(undefined, i + 1, { realizedUsd, riskUsd, notionalUsd: undefined }, settings),
  );
const view = (outcomes: readonly Outcome[]) => groupView(tradesOf(outcomes), settings);
const repeat = (count: number, outcome: Outcome): readonly Outcome[] =>
  Array.from({ length: count }, () => outcome);

const smallWinners: readonly Outcome[] = [...repeat(32, [100, 100]), ...repeat(8, [-1000, 1000])];
const everyFifth = Array.from({ length: 40 }, (_, i): Outcome => ((i + 1) % 5 === 0 ? [-300, 300] : [1, 1]));
const turned = smallWinners.map(([net, risk]): Outcome => [-net, risk]);
const turnedFifth = everyFifth.map(([net, risk]): Outcome => [-net, risk]);
const liquidation: readonly Outcome[] = [...repeat(39, [0.6, 1]), [-60, 1]];

const net = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -50, max: 50, noNaN: true }));
const risk = fc.oneof(fc.constantFrom(1, 10), fc.double({ min: 0.01, max: 500, noNaN: true }));
const outcomes = fc.array(fc.tuple(net, risk), { maxLength: 40 });

describe('the edge in money', () => {
  it('of known records', () => {
    const edges = [smallWinners, everyFifth, turnedFifth, liquidation].map((record) => {
      const { edge, edge_usd } = view(record);
      return [edge.toFixed(3), edge_usd.toFixed(3)];
    });
    expect(edges).to.deep.equal([
      ['0.920', '0.108'],
      ['0.941', '0.106'],
      ['0.019', '0.576'],
      ['0.006', '0.006'],
    ]);
  });

  it('counts each trade by its risk: r_usd is net per risk, n_w Kish’s number of equal risks', () => {
    // Σnet = 3,200 − 8,000, Σrisk = 11,200, Σrisk² = 32·100² + 8·1000².
    const { r_usd, n_w } = view(smallWinners);
    expect(r_usd).to.be.closeTo(-4800 / 11_200, 1e-12);
    expect(n_w).to.be.closeTo(11_200 ** 2 / 8_320_000, 1e-12);
  });

  it('says where money and R disagree, either way', () => {
    const flags = [smallWinners, turned, liquidation, repeat(40, [1, 1])].map(
      (record) => view(record).usd_and_r_disagree,
    );
    expect(flags).to.deep.equal([true, true, false, false]);
  });

  it('without a known risk it is the edge, and r_usd is null', () => {
    for (const record of [[], repeat(3, [5, undefined])]) {
      const { edge, edge_usd, r_usd, n_w, reasons } = view(record);
      expect([edge_usd, r_usd, n_w]).to.deep.equal([edge, null, 0]);
      expect(reasons['r_usd']).to.equal(record.length === 0 ? 'no_trades' : 'no_risk_basis');
    }
  });

  it('of equal risks is the edge', () => {
    fc.assert(
      fc.property(fc.array(net, { maxLength: 40 }), risk, (nets, each) => {
        const { edge, edge_usd, n_w } = view(nets.map((usd): Outcome => [usd, each]));
        expect(edge_usd).to.be.closeTo(edge, 1e-12);
        expect(n_w).to.equal(nets.length);
      }),
    );
  });

  it('never falls as the net of a trade rises', () => {
    fc.assert(
      fc.property(outcomes, fc.nat(), fc.double({ min: 0, max: 100, noNaN: true }), (record, pick, more) => {
        fc.pre(record.length > 0);
        const at = pick % record.length;
        const raised = record.map(([usd, each], i): Outcome => [i === at ? usd + more : usd, each]);
        const [before, after] = [view(record), view(raised)];
        expect(after.edge_usd).to.be.at.least(before.edge_usd - 1e-12);
      }),
    );
  });

  it('is the same for ten times the money and the risk, and for risks that no square can hold', () => {
    fc.assert(
      fc.property(outcomes, fc.constantFrom(0.25, 1024, 2 ** 600), (record, by) => {
        const scaled = record.map(([usd, each]): Outcome => [usd * by, each * by]);
        expect(view(scaled).edge_usd).to.equal(view(record).edge_usd);
      }),
    );
  });

  it('depends on the trades that are there, in whatever order their risks came', () => {
    fc.assert(
      fc.property(outcomes, (record) => {
        const trades = tradesOf(record);
        const again = tradesOf([...record].reverse());
        const both = [groupView(trades, settings), groupView(again, settings)];
        expect(both[0]?.n_w).to.equal(both[1]?.n_w);
        expect(both[0]?.r_usd).to.equal(both[1]?.r_usd);
      }),
    );
  });
});

describe('trades of unknown risk', () => {
  it('are dust below 1 % of the median known risk', () => {
    const known = [...repeat(3, [1, 10]), ...repeat(2, [1, 1000])];
    const dustOf = (usd: number) => view([...known, [usd, undefined]]).dust_unknown_r;
    expect([dustOf(0.0999), dustOf(-0.0999), dustOf(0), dustOf(0.1), dustOf(-0.1)]).to.deep.equal([
      1, 1, 1, 0, 0,
    ]);
  });

  it('are none of them dust where no risk is known', () => {
    expect(view(repeat(30, [0, undefined])).dust_unknown_r).to.equal(0);
  });

  it('surely lose where 20 of them, and no other, have a mean whose interval lies below 0', () => {
    const losing = (record: readonly Outcome[]) => view(record).usd_losing;
    expect(losing(repeat(20, [-5, undefined]))).to.equal(true);
    expect(losing(repeat(19, [-5, undefined]))).to.equal(false);
    expect(losing([...repeat(20, [-5, undefined]), [-5, 10]])).to.equal(false);
    expect(losing([...repeat(19, [-5, undefined]), [200, undefined]])).to.equal(false);
    expect(losing(repeat(20, [5, undefined]))).to.equal(false);
  });
});
