import { expect } from 'chai';
import { closeLine, closeOf, decoded, faultOf, fillOf, routeLine, routeOf, TS } from '../rows';

describe('decodeRow', () => {
  describe('tells rows apart by what they say', () => {
    it('a row without an event type is a routed attempt', () => {
      expect(decoded(routeLine()).kind).to.equal('event');
      expect(routeOf(routeLine()).kind).to.equal('route');
      expect(routeOf(routeLine({ event_type: null, event: null })).kind).to.equal('route');
    });

    it('order_close, trade_close and position_close are closes, under event_type or event', () => {
      for (const type of ['order_close', 'trade_close', 'position_close']) {
        expect(closeOf(closeLine({ event_type: type })).origin).to.equal('order');
        expect(closeOf(closeLine({ event_type: undefined, event: type })).origin).to.equal('order');
        expect(closeOf(closeLine({ event_type: null, event: type })).origin).to.equal('order');
      }
    });

    it('order_fill is a fill', () => {
      for (const log of ['orders', 'metrics', 'mixed'] as const) {
        const row = decoded(closeLine({ event_type: 'order_fill' }), log);
        expect(row).to.nested.include({ kind: 'event', 'event.kind': 'fill' });
      }
    });

    it('acks and all other kinds are noted with their time, and make no event', () => {
      for (const type of [
        'order_ack',
        'order_error',
        'order_executed',
        'order_cancel',
        'twap_slice',
        'x',
        '',
      ]) {
        for (const log of ['orders', 'metrics', 'mixed'] as const) {
          expect(decoded(closeLine({ event_type: type }), log)).to.deep.equal({
            kind: 'noted',
            ts: TS * 1000,
            type,
            nonfinite: 0,
            mistyped: 0,
          });
        }
      }
    });

    it('kinds are told in any case', () => {
      expect(closeOf(closeLine({ event_type: 'ORDER_CLOSE' })).kind).to.equal('close');
      expect(closeOf(closeLine({ event_type: ' Trade_Close ' })).kind).to.equal('close');
      expect(fillOf(closeLine({ event_type: 'Order_Fill' })).kind).to.equal('fill');
      expect(decoded(closeLine({ event_type: 'ORDER_ACK' }))).to.include({
        kind: 'noted',
        type: 'order_ack',
      });
    });

    it('a kind within two edits of a close or a fill is a fault, so that a misspelt close is seen', () => {
      for (const type of ['order_closed', 'order_colse', 'order_filled', 'trade_clos', 'positionclose'])
        expect(faultOf(closeLine({ event_type: type })).reason, type).to.equal('unknown_event');
      for (const type of ['order_canceled', 'order_clothing', 'fill'])
        expect(decoded(closeLine({ event_type: type })).kind, type).to.equal('noted');
    });

    it('a position_close with pnl_at_close_usd is the router’s own, whichever log it stands in', () => {
      const line = closeLine({ event_type: 'position_close', pnl_at_close_usd: 3 });
      for (const log of ['metrics', 'mixed', 'orders'] as const) {
        expect(closeOf(line, log), log).to.include({ origin: 'metric', realizedUsd: 3 });
      }
    });

    it('a position_close without that key is an order event, whichever log it stands in', () => {
      const line = closeLine({ event_type: 'position_close', realizedPnlUsd: 3 });
      for (const log of ['orders', 'mixed', 'metrics'] as const) {
        expect(closeOf(line, log), log).to.include({ origin: 'order', realizedUsd: 3 });
      }
    });

    it('a close of any kind without a P&L stays a close', () => {
      expect(closeOf(closeLine({ realizedPnlUsd: null })).realizedUsd).to.equal(undefined);
      const metric = closeLine({ event_type: 'position_close', pnl_at_close_usd: null });
      expect(closeOf(metric, 'metrics')).to.include({ origin: 'metric', realizedUsd: undefined });
    });

    it('an event type that is no text is never a routed attempt', () => {
      for (const type of [5, true, [], {}]) {
        for (const log of ['metrics', 'mixed', 'orders'] as const) {
          const { reason } = faultOf(closeLine({ event_type: type }), log);
          expect(reason, `${JSON.stringify(type)} in ${log}`).to.equal('unknown_event');
        }
      }
    });
  });

  describe('reads bytes', () => {
    const close = closeLine({ realizedPnlUsd: 0 });

    it('a trailing CR, a byte order mark and a run of NULs before the line are not part of it', () => {
      const plain = closeOf(close);
      for (const line of [`${close}\r`, `\ufeff${close}`, `\0\0\0${close}`, `\0\ufeff${close}\r`]) {
        expect(closeOf(line)).to.deep.equal(plain);
      }
    });

    it('lines of nothing but NULs, CR, blanks or a byte order mark are blank', () => {
      for (const line of ['', '\r', ' ', '\t \r', '\0', '\0\0\0\0', '\ufeff', '\ufeff\r', '\r\r']) {
        expect(decoded(line), JSON.stringify(line)).to.deep.equal({ kind: 'blank' });
      }
    });

    it('a lone CR is white space between tokens', () => {
      const line = `{"event_type":"order_close",\r"symbol":\r"A","ts":${TS},"realizedPnlUsd":1}`;
      expect(closeOf(line)).to.include({ symbol: 'A', realizedUsd: 1 });
    });

    it('U+2028, U+2029, U+0085 and letters of four bytes stand in texts as they are', () => {
      const strategy = 'a\u2028b\u2029c\u0085d𝒮';
      expect(closeOf(closeLine({ strategy })).strategy).to.equal(strategy);
    });

    it('keeps the line’s bytes one char a byte, as the order between two rows of one id', () => {
      const line = closeLine({ strategy: 'é' });
      expect(closeOf(`${line}\r`).line).to.equal(Buffer.from(line).toString('latin1'));
    });

    it('of a repeated key the last one counts', () => {
      const line = `{"event_type":"order_close","symbol":"A","symbol":"B","ts":1,"ts":${TS}}`;
      expect(closeOf(line)).to.include({ symbol: 'B', ts: TS * 1000 });
    });
  });

  describe('symbols', () => {
    it('are trimmed and upper-cased once, in every kind of row', () => {
      expect(closeOf(closeLine({ symbol: ' btcUSDT\t' })).symbol).to.equal('BTCUSDT');
      expect(routeOf(routeLine({ symbol: ' btcUSDT\t' })).symbol).to.equal('BTCUSDT');
    });

    it('may be named like what every object inherits', () => {
      expect(closeOf(closeLine({ symbol: '__proto__' })).symbol).to.equal('__PROTO__');
      expect(routeOf(routeLine({ symbol: 'constructor' })).symbol).to.equal('CONSTRUCTOR');
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });

    it('must be a text that is not blank', () => {
      for (const symbol of ['', '  ', null, undefined, 5, [], {}]) {
        const { reason, detail } = faultOf(closeLine({ symbol }));
        expect(reason).to.equal('bad_symbol');
        expect(detail).to.contain('symbol was');
      }
    });
  });
});
