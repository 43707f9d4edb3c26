import { expect } from 'chai';
import { closeLine, closeOf, decoded } from '../../rows';

describe('decodeClose: what names a close', () => {
  describe('its ids', () => {
    it('are attempt_id, else attemptId, and intent_id', () => {
      const both = closeOf(closeLine({ attempt_id: 'a', attemptId: 'b', intent_id: 'c' }));
      expect(both).to.include({ attemptId: 'a', intentId: 'c' });
      expect(closeOf(closeLine({ attemptId: 'b' })).attemptId).to.equal('b');
      expect(closeOf(closeLine()).attemptId).to.equal(undefined);
    });

    it('are texts: 12 is "12", at any length; an empty one names nothing', () => {
      const written = (orderId: string, beside = {}) =>
        closeOf(closeLine({ ...beside, orderId: 'ID' }).replace('"ID"', orderId)).orderId;
      expect([written('12'), written('"12"'), written('0')]).to.deep.equal(['12', '12', '0']);
      for (const beside of [
        {},
        { price: 0.1 + 0.2 },
        { deep: [{ share: 2 / 3 }] },
        { note: '12345678901234567890' },
      ])
        expect(written('12345678901234567891', beside)).to.equal('12345678901234567891');
      expect(written('-9007199254740993')).to.equal('-9007199254740993');
      expect(written('""')).to.equal(undefined);
      expect(written('null')).to.equal(undefined);
    });

    it('beside NaN are read to the last digit as well', () => {
      const line = closeLine({ orderId: 'ID', fee: 'X' }).replace('"ID"', '12345678901234567891');
      expect(closeOf(line.replace('"X"', 'NaN')).orderId).to.equal('12345678901234567891');
    });

    it('that are objects are none, whatever they look like', () => {
      const row = decoded(
        closeLine({ orderId: { digits: '1' }, x: 'N' }).replace('"N"', '12345678901234567891'),
      );
      expect(row).to.nested.include({ 'event.orderId': undefined, mistyped: 1 });
    });
  });

  describe('its trade ids', () => {
    it('are a set, to the last digit', () => {
      const of = (ids: string) => closeOf(closeLine({ tradeIds: 'IDS' }).replace('"IDS"', ids)).tradeIds;
      expect(of('["b","a","b"]')).to.equal(of('["a","b"]'));
      expect(of('[12345678901234567890]')).to.not.equal(of('[12345678901234567891]'));
      expect([of('[]'), of('null'), of('[null]')]).to.deep.equal([undefined, undefined, undefined]);
    });
  });

  it('two rows have one id where they have the same bytes', () => {
    const line = closeLine({ orderId: 1, realizedPnlUsd: 1 });
    expect(closeOf(line).id).to.equal(closeOf(`${line}\r`).id);
    expect(closeOf(line).id).to.not.equal(closeOf(closeLine({ orderId: 1, realizedPnlUsd: 2 })).id);
  });
});
