import { expect } from 'chai';
import { closeLine, closeOf, decoded, faultOf, fillLine, routeLine, TS } from '../rows';

describe('decodeRow: the values of a row', () => {
  describe('values of a wrong type', () => {
    it('are missing and counted; texts that are numbers are numbers', () => {
      const cases: readonly (readonly [string, string, unknown, number])[] = [
        [closeLine({ fees_total: true }), 'feesUsd', undefined, 1],
        [closeLine({ fees_total: 'n/a' }), 'feesUsd', undefined, 1],
        [closeLine({ fees_total: '' }), 'feesUsd', undefined, 1],
        [closeLine({ fees_total: ' 0.04 ' }), 'feesUsd', 0.04, 0],
        [closeLine({ fees_total: '-4e-2' }), 'feesUsd', -0.04, 0],
        [closeLine({ realizedPnlUsd: '3.5' }), 'realizedUsd', 3.5, 0],
        [closeLine({ entry_notional_usd: '100' }), 'notionalUsd', 100, 0],
        [closeLine({ strategy: 12 }), 'strategy', undefined, 1],
        [closeLine({ strategy: 12, strategy_id: 's' }), 'strategy', 's', 1],
        [closeLine({ orderId: [1] }), 'orderId', undefined, 1],
        [closeLine({ tradeIds: 7 }), 'tradeIds', undefined, 1],
        [closeLine({ tradeIds: [1, true] }), 'tradeIds', '1', 1],
        [closeLine({ ts_close: TS, ts: 'noon' }), 'toldTs', TS * 1000, 1],
        [routeLine({ maker_start: 'yes' }), 'makerStart', undefined, 1],
        [routeLine({ qty: { notional_usd: '5' } }), 'notionalUsd', 5, 0],
        [routeLine({ qty: 5 }), 'notionalUsd', undefined, 1],
        [routeLine({ result: { retries: [], status: 1 } }), 'retries', undefined, 2],
        [routeLine({ policy: 'good' }), 'policy', undefined, 1],
        [routeLine({ policy: { taker_bias: '0.4' } }), 'policy.bias', 0.4, 0],
        [fillLine({ executedQty: {}, side: 3 }), 'qty', undefined, 2],
      ];
      for (const [line, field, value, mistyped] of cases)
        expect(decoded(line), line).to.nested.include({ mistyped, [`event.${field}`]: value });
    });

    it('beyond all that an account can hold are missing', () => {
      expect(decoded(closeLine({ realizedPnlUsd: 1, fees_total: 1e300 }))).to.nested.include({
        'event.realizedUsd': 1,
        'event.feesUsd': undefined,
      });
      expect(closeOf(closeLine({ realizedPnlUsd: -1e300 })).realizedUsd).to.equal(undefined);
      expect(closeOf(closeLine({ realizedPnlUsd: 9e299 })).realizedUsd).to.equal(9e299);
    });
  });

  describe('NaN and Infinity', () => {
    it('are missing values of a row that is kept and counted', () => {
      const line = closeLine({ realizedPnlUsd: 'X', fees_total: 'Y' }).replace('"X"', 'NaN');
      const row = decoded(line.replace('"Y"', '-Infinity'));
      expect(row).to.nested.include({
        nonfinite: 2,
        'event.realizedUsd': undefined,
        'event.feesUsd': undefined,
      });
    });

    it('are words inside texts', () => {
      const row = decoded(closeLine({ strategy: 'NaN -Infinity \\" NaN', realizedPnlUsd: 1 }));
      expect(row).to.nested.include({ nonfinite: 0, 'event.strategy': 'NaN -Infinity \\" NaN' });
    });

    it('of a P&L leave the next name, or none', () => {
      const line = closeLine({ realizedPnlUsd: 'X', pnl_usd: 2 }).replace('"X"', 'NaN');
      expect(closeOf(line).realizedUsd).to.equal(2);
    });

    it('are missing times as well: the row has none', () => {
      expect(faultOf(`{"event_type":"order_close","symbol":"A","ts":NaN}`).reason).to.equal('bad_timestamp');
    });

    it('of an acknowledgement are counted too', () => {
      expect(decoded(closeLine({ event_type: 'order_ack', price: 'X' }).replace('"X"', 'NaN'))).to.include({
        kind: 'noted',
        nonfinite: 1,
      });
    });
  });
});
