import { expect } from 'chai';
import { closeLine, closeOf, TS, type Fields } from '../../rows';

const metricClose = (fields: Fields): string => closeLine({ event_type: 'position_close', ...fields });

describe('decodeClose', () => {
  it('reads every field under its first name', () => {
    const close = closeOf(
      closeLine({
        realizedPnlUsd: 12.5,
        fees_total: 0.5,
        funding_usd: -0.25,
        initial_risk_usd: 40,
        entry_notional_usd: -900,
        strategy: ' trend ',
        exit_reason: 'TAKE_PROFIT ',
        venue: 'binance_futures',
        attempt_id: 'sig_1',
        orderId: 7,
        clientOrderId: 'c7',
        intent_id: 'ord_1',
        positionSide: 'SHORT',
        position_size_before: -2,
        position_size_after: 0,
        closed_qty: 2,
        tradeIds: [9, '10', 9],
      }),
    );
    expect(close).to.include({
      kind: 'close',
      symbol: 'BTCUSDT',
      origin: 'order',
      realizedUsd: 12.5,
      feesUsd: 0.5,
      fundingUsd: -0.25,
      riskUsd: 40,
      notionalUsd: 900,
      strategy: ' trend ',
      exitReason: 'TAKE_PROFIT ',
      venue: 'binance_futures',
      attemptId: 'sig_1',
      intentId: 'ord_1',
      orderId: '7',
      clientOrderId: 'c7',
      positionSide: 'SHORT',
      sizeBefore: -2,
      sizeAfter: 0,
      closedQty: 2,
      tradeIds: '10,9',
    });
  });

  it('reads the other spellings where the first is absent or null', () => {
    for (const absent of [undefined, null]) {
      const close = closeOf(
        closeLine({
          realizedPnlUsd: absent,
          pnl_usd: 1,
          strategy: absent,
          strategy_id: 'mean',
          exit_reason: absent,
          close_reason: 'tp',
          venue: absent,
          exchange: 'bybit',
          initial_risk_usd: absent,
          risk_usd: 2,
          entry_notional_usd: absent,
          notional_usd: 3,
          attempt_id: absent,
          attemptId: 'a',
        }),
      );
      expect(close).to.include({
        realizedUsd: 1,
        strategy: 'mean',
        exitReason: 'tp',
        venue: 'bybit',
        riskUsd: 2,
        notionalUsd: 3,
        attemptId: 'a',
      });
    }
  });

  it('the first name present counts, also with 0', () => {
    const close = closeOf(closeLine({ realizedPnlUsd: 0, pnl_usd: 5, strategy: 'a', strategy_id: 'b' }));
    expect(close).to.include({ realizedUsd: 0, strategy: 'a' });
    const both = { initial_risk_usd: 1, risk_usd: 2, entry_notional_usd: 3, notional_usd: 4 };
    expect(closeOf(closeLine(both))).to.include({ riskUsd: 1, notionalUsd: 3 });
  });

  it('0 is a value: a break-even trade without costs is a trade', () => {
    expect(closeOf(closeLine({ realizedPnlUsd: 0, fees_total: 0, funding_usd: 0 }))).to.include({
      realizedUsd: 0,
      feesUsd: 0,
      fundingUsd: 0,
    });
  });

  it('a risk or notional that is not positive does not exist: the next name is asked', () => {
    expect(closeOf(closeLine({ initial_risk_usd: 0, risk_usd: 5 })).riskUsd).to.equal(5);
    expect(closeOf(closeLine({ initial_risk_usd: -1 })).riskUsd).to.equal(undefined);
    expect(closeOf(closeLine({ entry_notional_usd: 0, notional_usd: -8 })).notionalUsd).to.equal(8);
    expect(closeOf(closeLine({ notional_usd: 0 })).notionalUsd).to.equal(undefined);
  });

  it('a blank strategy, exit reason or venue is none, also where a later name has one', () => {
    for (const blank of ['', '  ']) {
      const written = { strategy: blank, exit_reason: blank, exitReason: 'tp', venue: blank, exchange: 'x' };
      const none = { strategy: undefined, exitReason: undefined, venue: undefined };
      expect(closeOf(closeLine(written))).to.include(none);
    }
  });

  it('takes an exit reason by each of its names, the first that stands there', () => {
    const named = { exit_reason: 'a', exitReason: 'b', close_reason: 'c' };
    expect(closeOf(closeLine(named)).exitReason).to.equal('a');
    expect(closeOf(closeLine({ ...named, exit_reason: null })).exitReason).to.equal('b');
    expect(closeOf(closeLine({ close_reason: 'c' })).exitReason).to.equal('c');
  });

  it('cuts an exit reason or a venue that is too long for a name', () => {
    const long = 'x'.repeat(5000);
    const { exitReason, venue } = closeOf(closeLine({ exit_reason: long, venue: long }));
    expect([exitReason?.length, venue]).to.deep.equal([128, exitReason]);
  });

  it('strategies and links keep their case', () => {
    expect(closeOf(closeLine({ strategy: 'Trend', attempt_id: 'Sig' }))).to.include({
      strategy: 'Trend',
      attemptId: 'Sig',
    });
  });

  it('a negative quantity stays as written', () => {
    expect(closeOf(closeLine({ closed_qty: -3 })).closedQty).to.equal(-3);
  });

  describe('its times', () => {
    it('are ts_close, to the microsecond, and when it was told', () => {
      const close = closeOf(
        closeLine({ ts_close: '2025-11-05T08:06:30.957123+00:00', ts: '2025-11-05T08:06:31.5Z' }),
      );
      const ts = Date.UTC(2025, 10, 5, 8, 6, 30, 957);
      expect(close).to.include({ ts, closeMicros: ts * 1000 + 123, toldTs: ts + 543 });
    });

    it('without ts_close are ts; without ts it is told when it happened', () => {
      expect(closeOf(closeLine({ ts: TS + 0.123456 }))).to.include({
        ts: TS * 1000 + 123,
        closeMicros: TS * 1e6 + 123456,
        toldTs: TS * 1000 + 123,
      });
      expect(closeOf(closeLine({ ts: undefined, ts_close: TS }))).to.include({ toldTs: TS * 1000 });
    });
  });

  describe('its fee', () => {
    it('is in dollars where no asset is named, or a dollar', () => {
      for (const feeAsset of [undefined, null, '', 'USD', 'usdt', ' USDC ', 'BUSD', 'FDUSD'])
        expect(closeOf(closeLine({ fees_total: 1, feeAsset }))).to.include({
          feesUsd: 1,
          feesInOtherAsset: false,
        });
    });

    it('in another asset is missing, and said to be', () => {
      const other = { feesUsd: undefined, feesInOtherAsset: true };
      expect(closeOf(closeLine({ fees_total: 1, feeAsset: 'BNB' }))).to.include(other);
      expect(closeOf(closeLine({ feeAsset: 'BNB' }))).to.include({ feesInOtherAsset: false });
    });
  });

  it('its position is LONG, SHORT or BOTH, in any case', () => {
    const sides = ['LONG', 'short ', 'BOTH', 'x', null].map(
      (positionSide) => closeOf(closeLine({ positionSide })).positionSide,
    );
    expect(sides).to.deep.equal(['LONG', 'SHORT', 'BOTH', 'BOTH', 'BOTH']);
  });

  describe('a position_close of the router', () => {
    it('is worth pnl_at_close_usd', () => {
      const close = closeOf(metricClose({ pnl_at_close_usd: -2 }), 'metrics');
      expect(close).to.include({ origin: 'metric', realizedUsd: -2 });
    });

    it('of 0 is a close', () => {
      expect(closeOf(metricClose({ pnl_at_close_usd: 0 }), 'metrics').realizedUsd).to.equal(0);
    });
  });
});
