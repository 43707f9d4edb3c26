import { expect } from 'chai';
import { routeLine, routeOf, TS, type Fields } from '../../rows';

const policyOf = (policy: Fields) => routeOf(routeLine({ policy })).policy;

describe('decodeRoute', () => {
  it('reads every field of the executor’s row', () => {
    const route = routeOf(
      routeLine({
        attempt_id: 'sig_1',
        intent_id: 'ord_1',
        side: 'BUY',
        venue: 'binance_futures',
        qty: { contracts: 0.002, notional_usd: 185.38 },
        timing_ms: { decision: 12.1, ack: 99 },
        ack_latency_ms: 145.2,
        result: { status: 'FILLED', retries: 0, cancelled: false },
        fees_usd: 0.0741,
        slippage_bps: 0.8,
        policy: { maker_first: true, taker_bias: 'balanced', quality: 'good', offset_bps: 2 },
        maker_start: true,
        is_maker_final: false,
        used_fallback: true,
      }),
    );
    expect(route).to.deep.include({
      kind: 'route',
      ts: TS * 1000,
      symbol: 'BTCUSDT',
      links: ['sig_1', 'ord_1'],
      makerStart: true,
      makerFinal: false,
      usedFallback: true,
      slippageBps: 0.8,
      ackMs: 145.2,
      feesUsd: 0.0741,
      notionalUsd: 185.38,
      status: 'FILLED',
      retries: 0,
      cancelled: false,
      policy: { makerFirst: true, bias: 0.5, offsetBps: 2, quality: 'good', biasLabel: 'balanced' },
      venue: 'binance_futures',
    });
  });

  it('is a fill by its status in any case, its contracts or its price', () => {
    const filled = (fields: Fields): boolean => routeOf(routeLine(fields)).filled;
    const none = { result: { status: 'NEW' }, qty: { contracts: 0 }, prices: { avg_fill: 0 } };
    expect(filled({})).to.equal(false);
    expect(filled(none)).to.equal(false);
    for (const status of ['FILLED', ' filled', 'Partially_Filled'])
      expect(filled({ ...none, result: { status } }), status).to.equal(true);
    for (const status of ['CLOSED', 'PARTIALLY', 'CANCELED', ''])
      expect(filled({ ...none, result: { status } }), status).to.equal(false);
    expect(filled({ ...none, qty: { contracts: 0.5 } })).to.equal(true);
    expect(filled({ ...none, qty: { contracts: '0.5' } })).to.equal(true);
    expect(filled({ qty: { contracts: 2 } })).to.equal(true);
    expect(filled({ prices: { avg_fill: 17 } })).to.equal(true);
    expect(filled({ prices: { avg_fill: -1 }, qty: { contracts: -1 } })).to.equal(false);
    const nan = routeLine({ qty: { contracts: 'X' }, prices: { avg_fill: 'X' } }).replaceAll('"X"', 'NaN');
    expect(routeOf(nan).filled).to.equal(false);
  });

  it('reads the route in any case', () => {
    expect(routeOf(routeLine({ route: ' TWAP' })).twap).to.equal(true);
    expect(routeOf(routeLine({ route: 'maker_first' })).twap).to.equal(false);
    expect(routeOf(routeLine({ route: 5 })).twap).to.equal(false);
  });

  it('reads a status in any case', () => {
    expect(routeOf(routeLine({ result: { status: ' filled ' } })).status).to.equal('FILLED');
  });

  it('says nothing where the writer said nothing', () => {
    expect(routeOf(routeLine())).to.deep.include({
      links: [],
      makerStart: undefined,
      makerFinal: undefined,
      usedFallback: undefined,
      slippageBps: undefined,
      ackMs: undefined,
      feesUsd: undefined,
      notionalUsd: undefined,
      status: undefined,
      retries: undefined,
      cancelled: undefined,
      policy: undefined,
    });
  });

  it('false and 0 are values', () => {
    const line = routeLine({
      maker_start: false,
      started_maker: true,
      slippage_bps: 0,
      fees_usd: 0,
      ack_latency_ms: 0,
      latency_ms: 9,
    });
    expect(routeOf(line)).to.include({ makerStart: false, slippageBps: 0, feesUsd: 0, ackMs: 0 });
  });

  it('reads the other spellings', () => {
    expect(routeOf(routeLine({ started_maker: true })).makerStart).to.equal(true);
    expect(routeOf(routeLine({ maker_start: null, started_maker: false })).makerStart).to.equal(false);
    expect(routeOf(routeLine({ attemptId: 'x' })).links).to.deep.equal(['x']);
    expect(routeOf(routeLine({ latency_ms: 7 })).ackMs).to.equal(7);
    expect(routeOf(routeLine({ timing_ms: { ack: 8 }, latency_ms: 7 })).ackMs).to.equal(8);
  });

  it('a notional counts by its size; 0 is none', () => {
    expect(routeOf(routeLine({ qty: { notional_usd: -5 } })).notionalUsd).to.equal(5);
    expect(routeOf(routeLine({ qty: { notional_usd: 0 } })).notionalUsd).to.equal(undefined);
  });

  describe('its policy', () => {
    it('takes a numeric bias before its label; 0 is a bias', () => {
      expect(policyOf({ taker_bias: 0, bias_label: 'prefer_taker' })?.bias).to.equal(0);
      expect(policyOf({ taker_bias: 0.9 })?.bias).to.equal(0.9);
    });

    it('reads labels in any case; an unknown one is balanced', () => {
      expect(policyOf({ taker_bias: ' Prefer_Maker ' })?.bias).to.equal(0.25);
      expect(policyOf({ taker_bias: 'prefer_taker' })?.bias).to.equal(0.75);
      expect(policyOf({ taker_bias: 'constructor' })?.bias).to.equal(0.5);
      expect(policyOf({ bias_label: 'prefer_maker' })?.bias).to.equal(0.25);
    });

    it('may leave fields out', () => {
      expect(policyOf({ maker_first: false })).to.include({
        makerFirst: false,
        bias: undefined,
        offsetBps: undefined,
      });
      expect(policyOf({ quality: ' Good ' })?.quality).to.equal('good');
      expect(policyOf({ quality: ' ' })?.quality).to.equal(undefined);
    });
  });

  describe('its identity', () => {
    it('is symbol, attempt and time', () => {
      const id = routeOf(routeLine({ attempt_id: 'a' })).id;
      expect(routeOf(routeLine({ attempt_id: 'a', fees_usd: 1 })).id).to.equal(id);
      expect(routeOf(routeLine({ attemptId: 'a' })).id).to.equal(id);
      expect(routeOf(routeLine({ attempt_id: 'b' })).id).to.not.equal(id);
      expect(routeOf(routeLine({ attempt_id: 'a', ts: TS + 1 })).id).to.not.equal(id);
      expect(routeOf(routeLine({ attempt_id: 'a', symbol: 'X' })).id).to.not.equal(id);
    });

    it('without an attempt is the line itself, also with an intent or an empty one', () => {
      expect(routeOf(routeLine({ attempt_id: '' })).id).to.not.equal(
        routeOf(routeLine({ attempt_id: '', fees_usd: 1 })).id,
      );
      const id = routeOf(routeLine({ intent_id: 'i' })).id;
      expect(routeOf(routeLine({ intent_id: 'i', fees_usd: 1 })).id).to.not.equal(id);
    });

    it('keeps attempts beyond 2^53 apart, and links them as written', () => {
      const written = (digits: string) =>
        routeOf(routeLine({ attempt_id: 'X', p: 0.30000000000000004 }).replace('"X"', digits));
      expect(written('12345678901234567890').id).to.not.equal(written('12345678901234567891').id);
      expect(written('12345678901234567891').links).to.deep.equal(['12345678901234567891']);
    });
  });
});
