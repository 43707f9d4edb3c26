import { expect } from 'chai';
import { closeLine, closeOf, TS, type Fields } from '../../rows';

const idOf = (fields: Fields): string => closeOf(closeLine(fields)).id;

/** A close whose order id is written just so. */
const written = (orderId: string, fields: Fields = {}): string =>
  closeOf(closeLine({ ...fields, orderId: 'ID' }).replace('"ID"', orderId)).id;

describe('the identity of a close', () => {
  it('is symbol, order id, client order id and time, whatever else the row says', () => {
    const id = idOf({ orderId: 1, clientOrderId: 'c' });
    expect(idOf({ orderId: 1, clientOrderId: 'c', realizedPnlUsd: 5, attempt_id: 'x' })).to.equal(id);
    expect(idOf({ orderId: 1, clientOrderId: 'c', symbol: ' btcusdt ' })).to.equal(id);
    expect(idOf({ orderId: 1, clientOrderId: 'c', ts: `${TS}000` })).to.equal(id);
    expect(idOf({ orderId: 1, clientOrderId: 'c', event_type: 'trade_close' })).to.equal(id);
    for (const other of [
      { orderId: 2 },
      { clientOrderId: 'd' },
      { symbol: 'ETHUSDT' },
      { ts: TS + 1 },
      { ts_close: TS + 1 },
    ]) {
      expect(idOf({ orderId: 1, clientOrderId: 'c', ...other })).to.not.equal(id);
    }
  });

  it('takes order ids as written: 12 is not "12", null is absent, "" and 0 are ids', () => {
    expect(written('12')).to.not.equal(written('"12"'));
    expect(idOf({ orderId: null, clientOrderId: 'c' })).to.equal(idOf({ clientOrderId: 'c' }));
    expect(idOf({ orderId: '' })).to.not.equal(idOf({}));
    expect(idOf({ orderId: 0 })).to.not.equal(idOf({}));
    expect(idOf({ orderId: 'a', clientOrderId: 'b' })).to.not.equal(
      idOf({ orderId: 'b', clientOrderId: 'a' }),
    );
  });

  it('keeps integers beyond 2^53 apart', () => {
    expect(written('9007199254740992')).to.not.equal(written('9007199254740993'));
    expect(written('12345678901234567890')).to.not.equal(written('12345678901234567891'));
    expect(written('-9007199254740992')).to.not.equal(written('-9007199254740993'));
  });

  it('keeps them apart beside long fractions, exponents and NaN in the same row', () => {
    const beside: readonly Fields[] = [
      { price: 0.1 + 0.2 },
      { price: 1 / 3, deep: [{ share: 2 / 3 }] },
      { price: 1e-7 / 3 },
      { prices: [0.7 + 0.1, 2] },
      { note: 'digits 12345678901234567890 and "quotes"' },
    ];
    for (const fields of beside) {
      expect(written('12345678901234567890', fields), JSON.stringify(fields)).to.not.equal(
        written('12345678901234567891', fields),
      );
    }
    const withNaN = (id: string): string =>
      closeOf(closeLine({ orderId: 'ID', fee: 'X' }).replace('"ID"', id).replace('"X"', 'NaN')).id;
    expect(withNaN('12345678901234567890')).to.not.equal(withNaN('12345678901234567891'));
  });

  it('tells a long number from the text of the same digits', () => {
    expect(written('12345678901234567890')).to.not.equal(written('"12345678901234567890"'));
    expect(written('12345678901234567890')).to.not.equal(written('"\\u000112345678901234567890"'));
  });

  it('reads a long number that stands in a text, escaped quotes and all, as that text', () => {
    expect(closeOf(closeLine({ attempt_id: 'a"12345678901234567890' })).link).to.equal(
      'a"12345678901234567890',
    );
  });

  it('without order ids is symbol, attempt and time', () => {
    const id = idOf({ attempt_id: 'a' });
    expect(idOf({ attempt_id: 'a', realizedPnlUsd: 5 })).to.equal(id);
    expect(idOf({ attemptId: 'a' })).to.equal(id);
    for (const other of [{ attempt_id: 'b' }, { symbol: 'ETHUSDT' }, { ts: TS + 1 }, { orderId: 1 }]) {
      expect(idOf({ attempt_id: 'a', ...other })).to.not.equal(id);
    }
  });

  it('without any id is the line itself', () => {
    expect(idOf({ realizedPnlUsd: 1 })).to.not.equal(idOf({ realizedPnlUsd: 2 }));
    expect(closeOf(`${closeLine()}\r`).id).to.equal(idOf({}));
  });

  it('cannot be forged out of another’s parts', () => {
    const ids = [
      idOf({ symbol: 'A|1', orderId: 1 }),
      idOf({ symbol: 'A', orderId: '1|1' }),
      idOf({ symbol: 'A', orderId: '1","c' }),
      idOf({ symbol: 'A', orderId: '1', clientOrderId: 'c' }),
      idOf({ symbol: 'A', attempt_id: 'order|["1","c"]' }),
      idOf({ symbol: 'A|order', attempt_id: '1' }),
    ];
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('of an order event is never that of the router’s position_close', () => {
    const order = closeOf(closeLine({ attempt_id: 'a', realizedPnlUsd: 1 }));
    const metric = closeOf(closeLine({ event_type: 'position_close', attempt_id: 'a', pnl_at_close_usd: 1 }));
    expect(metric.id).to.not.equal(order.id);
  });
});
