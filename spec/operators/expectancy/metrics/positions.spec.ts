import { expect } from 'chai';
import fc from 'fast-check';
import { groupView } from '../../../../operators/expectancy/group-view';
import { joinAttempts } from '../../../../operators/join/join-attempts';
import { machineOver } from '../../../../operators/core/machine';
import { primaryWarnings } from '../../../../operators/expectancy/expectancy-warnings';
import { expectancyOf } from '../../../../operators/expectancy/measure-expectancy';
import type { Episode } from '../../../../src/model/episode';
import type { Close } from '../../../../src/model/event';
import { toTrade } from '../../../../src/model/to-trade';
import type { JoinedRow, Trade } from '../../../../src/model/trade';
import { close, DEFAULTS, deskOf, episodeOf, fill, NO_ROW, tick, tradesOf } from '../../made';

const position = (id: string, over: Partial<Episode>, row: JoinedRow = NO_ROW): Trade =>
  toTrade(episodeOf(close(id, { ts: over.ts ?? 1 }), over), row, () => undefined, DEFAULTS);

describe('how positions were held', () => {
  it('is by hand', () => {
    const trades = [
      position('a', { ts: 5000, entryTs: 1000, quantity: 3, entryUnknown: 0.5, openFeesEstimatedUsd: 0.25 }),
      position('b', { ts: 9000, entryTs: 7000, quantity: 1, openFeesEstimatedUsd: 0.5 }),
      position('c', { ts: 9500, quantity: 2, entryUnknown: 1 }, { route: undefined, regimeOf: 'exit' }),
    ];
    const found = groupView(trades, DEFAULTS);
    expect(found).to.include({ hold_s_p50: 3, hold_s_p95: 3.9, legs: 3, estimated_fees: 0.75 });
    expect(found.entry_unknown).to.equal(3.5 / 6);
    expect(found.regime_of).to.deep.equal({ entry: 0, exit: 1, none: 2 });
    expect(found.fees_usd).to.equal(0.75);
  });

  it('where no entry or no quantity is known says so', () => {
    const { hold_s_p50, entry_unknown, reasons } = groupView([position('a', { quantity: 0 })], DEFAULTS);
    expect([hold_s_p50, entry_unknown]).to.deep.equal([null, null]);
    expect(reasons).to.include({ hold_s_p50: 'no_entry', entry_unknown: 'no_quantity' });
    expect(groupView([], DEFAULTS).reasons).to.include({
      hold_s_p95: 'no_trades',
      entry_unknown: 'no_trades',
    });
  });

  it('the parts into which a position is closed change nothing but legs', () => {
    const cut = fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(cut, fc.integer({ min: -8, max: 8 }), (shares, pnl) => {
        const whole = shares.reduce((sum, share) => sum + share, 0);
        const { legs, ...parts } = viewOf(shares, pnl / whole);
        const { legs: one, ...inOne } = viewOf([whole], pnl / whole);
        expect([legs, one]).to.deep.equal([shares.length, 1]);
        for (const [name, value] of Object.entries(inOne)) {
          const other: unknown = Object.entries(parts).find(([key]) => key === name)?.[1];
          if (typeof value === 'number') expect(other, name).to.be.closeTo(value, 1e-9);
          else if (!Array.isArray(value)) expect(other, name).to.deep.equal(value);
        }
      }),
      { numRuns: 60 },
    );
  });

  // One position opened by one fill, closed in these shares at one P&L per unit, all in one second.
  function viewOf(shares: readonly number[], pnlPerUnit: number) {
    const whole = shares.reduce((sum, share) => sum + share, 0);
    let left = whole;
    const closes = shares.map((share, i): Close => {
      const sizeBefore = left;
      left -= share;
      return close(`c${i}`, {
        ...{ ts: 10_000, closeMicros: 10_000_000 + i, sizeBefore, sizeAfter: left, closedQty: share },
        ...{ realizedUsd: pnlPerUnit * share, feesUsd: 0.125 * share, riskUsd: 7, notionalUsd: undefined },
      });
    });
    const opening = fill('open', { ts: 1000, qty: whole, price: 100, feeUsd: 1 });
    const changes = machineOver(joinAttempts(deskOf()), [[opening, ...closes, tick(20_000)]]).flat();
    const trades = changes.flatMap((change) => (change.kind === 'trade' ? [change.trade] : []));
    expect(trades.length).to.equal(1);
    return groupView(trades, DEFAULTS);
  }
});

describe('many_clipped', () => {
  it('is warned of above a tenth of the positions', () => {
    const warned = (clipped: number, others: number): readonly string[] => {
      const rs = [...Array.from({ length: clipped }, () => 9), ...Array.from({ length: others }, () => -9)];
      return primaryWarnings(expectancyOf(tradesOf(rs), DEFAULTS, 100), DEFAULTS);
    };
    expect(warned(2, 18)).to.deep.equal([]);
    expect(warned(3, 18)).to.deep.equal(['many_clipped']);
    expect(warned(0, 20)).to.deep.equal([]);
  });
});
