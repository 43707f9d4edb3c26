import { expect } from 'chai';
import { closeLine, closeOf, type Fields } from '../../rows';

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
        attempt_id: 'sig_1',
        orderId: 7,
        clientOrderId: 'c7',
        position_size_before: 2,
        position_size_after: 0,
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
      strategy: 'trend',
      link: 'sig_1',
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
          initial_risk_usd: absent,
          risk_usd: 2,
          entry_notional_usd: absent,
          notional_usd: 3,
          attempt_id: absent,
          attemptId: 'a',
        }),
      );
      expect(close).to.include({ realizedUsd: 1, strategy: 'mean', riskUsd: 2, notionalUsd: 3, link: 'a' });
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

  it('a blank strategy is none', () => {
    for (const strategy of ['', '  ']) expect(closeOf(closeLine({ strategy })).strategy).to.equal(undefined);
  });

  it('strategies and links keep their case', () => {
    expect(closeOf(closeLine({ strategy: 'Trend', attempt_id: 'Sig' }))).to.include({
      strategy: 'Trend',
      link: 'Sig',
    });
  });

  describe('the link to its attempt', () => {
    it('is attempt_id, else attemptId, else intent_id', () => {
      expect(closeOf(closeLine({ attempt_id: 'a', attemptId: 'b', intent_id: 'c' })).link).to.equal('a');
      expect(closeOf(closeLine({ attemptId: 'b', intent_id: 'c' })).link).to.equal('b');
      expect(closeOf(closeLine({ intent_id: 'c' })).link).to.equal('c');
      expect(closeOf(closeLine()).link).to.equal(undefined);
    });

    it('may be a number, at any length', () => {
      expect(closeOf(closeLine({ attempt_id: 12 })).link).to.equal('12');
      const long = closeLine({ attempt_id: 'X' }).replace('"X"', '98765432109876543210');
      expect(closeOf(long).link).to.equal('98765432109876543210');
    });
  });

  describe('a position_close of the router', () => {
    it('is worth pnl_at_close_usd alone', () => {
      const close = closeOf(metricClose({ pnl_at_close_usd: -2, realizedPnlUsd: 9, pnl_usd: 8 }), 'metrics');
      expect(close).to.include({ origin: 'metric', realizedUsd: -2 });
    });

    it('of 0 is a close', () => {
      expect(closeOf(metricClose({ pnl_at_close_usd: 0 }), 'metrics').realizedUsd).to.equal(0);
    });
  });
});
