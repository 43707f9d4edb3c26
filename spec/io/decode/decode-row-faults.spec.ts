import { expect } from 'chai';
import { closeLine, closeOf, decoded, faultOf, fillLine, routeLine, routeOf, TS } from '../rows';

describe('decodeRow: what cannot be used', () => {
  it('bytes that are no UTF-8: invalid, overlong, surrogates, cut off', () => {
    for (const hex of ['ff', 'c0af', 'e080af', 'f08080af', 'eda080', 'edbfbf', 'f4908080', 'e282', '80']) {
      const line = Buffer.concat([Buffer.from('{"symbol":"'), Buffer.from(hex, 'hex'), Buffer.from('"}')]);
      expect(faultOf(line).reason, hex).to.equal('bad_utf8');
    }
  });

  it('an escaped lone surrogate is a text like any other', () => {
    const line = `{"event_type":"order_close","symbol":"A","ts":${TS},"strategy":"\\ud800"}`;
    expect(closeOf(line).strategy).to.equal('\ud800');
  });

  it('texts that are no JSON, with what the parser found', () => {
    for (const line of [
      '{',
      '{"a":',
      "{'a':1}",
      '{"a":1}{"b":2}',
      '{"a":1,}',
      '{"a":nan}',
      'None',
      '{"a":-NaN}',
    ]) {
      const { reason, detail } = faultOf(line);
      expect(reason, line).to.equal('bad_json');
      expect(detail).to.match(/^the line is not JSON: ./);
    }
  });

  it('a NUL or a byte order mark inside the line', () => {
    expect(faultOf(`{"a":\0 1}`).reason).to.equal('bad_json');
    expect(faultOf(`{"a":\ufeff1}`).reason).to.equal('bad_json');
  });

  it('a top level that is no object, with what it is', () => {
    for (const line of ['[]', '[{"symbol":"A"}]', '7', '"x"', 'null', 'true', 'NaN']) {
      const { reason, detail } = faultOf(line);
      expect(reason, line).to.equal('not_an_object');
      expect(detail).to.contain('found').and.contain('JSON object');
    }
  });

  it('the key __proto__; constructor and deeper ones are keys like any other', () => {
    const hostile = closeLine().replace('{', '{"__proto__":{"symbol":"EVIL"},');
    expect(faultOf(hostile)).to.include({ reason: 'forbidden_key' });
    expect(faultOf(hostile).detail).to.contain('__proto__');
    expect(closeOf(closeLine({ constructor: { prototype: { symbol: 'EVIL' } } })).symbol).to.equal('BTCUSDT');
    const deep = routeLine({ policy: 'X' }).replace('"X"', '{"__proto__":{"quality":"EVIL"}}');
    expect(routeOf(deep).policy?.quality).to.equal(undefined);
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
  });

  it('a P&L that is no number, naming the field, what was found and what is allowed', () => {
    for (const [name, value] of [
      ['realizedPnlUsd', 'n/a'],
      ['realizedPnlUsd', true],
      ['realizedPnlUsd', ''],
      ['pnl_usd', []],
      ['pnl_at_close_usd', {}],
    ] as const) {
      const { reason, detail } = faultOf(closeLine({ [name]: value }));
      expect(reason).to.equal('bad_pnl');
      expect(detail)
        .to.contain(`${name} was ${JSON.stringify(value)}`)
        .and.contain('number');
    }
  });

  it('a fill without a symbol or a time', () => {
    expect(faultOf(fillLine({ symbol: null })).reason).to.equal('bad_symbol');
    expect(faultOf(fillLine({ ts_fill_last: 'noon' })).reason).to.equal('bad_timestamp');
  });

  it('null is absence for every field but time and symbol', () => {
    const fields = ['fees_total', 'orderId', 'strategy', 'attempt_id', 'ts_close', 'risk_usd', 'funding_usd'];
    const nulls = Object.fromEntries(fields.map((field) => [field, null]));
    expect(closeOf(closeLine(nulls))).to.include({
      feesUsd: undefined,
      attemptId: undefined,
      strategy: undefined,
    });
    const bare = { qty: null, result: null, policy: null, timing_ms: null, maker_start: null };
    expect(routeOf(routeLine(bare))).to.include({ policy: undefined, notionalUsd: undefined });
  });

  it('an event that is nearly known, naming it and what there is', () => {
    const { reason, detail } = faultOf(closeLine({ event_type: 'order_closed' }));
    expect(reason).to.equal('unknown_event');
    expect(detail).to.contain('"order_closed"');
    for (const type of ['order_fill', 'order_close', 'trade_close', 'position_close'])
      expect(detail).to.contain(type);
  });

  it('an order event of no kind', () => {
    expect(faultOf(routeLine(), 'orders').reason).to.equal('unknown_event');
  });

  describe('nesting', () => {
    for (const depth of [1_000, 10_000, 100_000]) {
      const deep = '['.repeat(depth) + ']'.repeat(depth);

      it(`${depth} deep in a field nobody reads is no fault`, () => {
        expect(closeOf(closeLine({ x: 'X' }).replace('"X"', deep)).symbol).to.equal('BTCUSDT');
      });

      it(`${depth} deep where it matters is a fault and no crash`, () => {
        const objects = '{"a":'.repeat(depth) + '1' + '}'.repeat(depth);
        for (const value of [deep, objects]) {
          const reasonOf = (field: string) =>
            faultOf(closeLine({ [field]: 'X' }).replace('"X"', value), 'orders').reason;
          expect(['symbol', 'ts', 'realizedPnlUsd', 'event_type'].map(reasonOf)).to.deep.equal([
            'bad_symbol',
            'bad_timestamp',
            'bad_pnl',
            'unknown_event',
          ]);
          expect(closeOf(closeLine({ orderId: 'X' }).replace('"X"', value)).orderId).to.equal(undefined);
        }
        expect(faultOf(deep).reason).to.equal('not_an_object');
        expect(faultOf(deep.slice(1)).reason).to.equal('bad_json');
      });
    }
  });

  it('a fault is told in few words, however much was found', () => {
    const long = 'x'.repeat(100_000);
    for (const line of [
      `"${long}"`,
      closeLine({ symbol: [long] }),
      closeLine({ ts: long }),
      closeLine({ realizedPnlUsd: long }),
    ]) {
      expect(faultOf(line).detail.length).to.be.lessThan(300);
    }
  });

  it('a torn line takes time in proportion to its length, whatever it is made of', () => {
    for (const unit of ['\\"', '"', '"a', 'NaN', '-', '\\', '9', '[']) {
      const line = `{"a":"${unit.repeat(Math.floor((1 << 17) / unit.length))}`;
      const before = process.cpuUsage();
      expect(decoded(line).kind, unit).to.equal('fault');
      expect(process.cpuUsage(before).user / 1000, `ms for ${unit}`).to.be.lessThan(1_000);
    }
  });
});
