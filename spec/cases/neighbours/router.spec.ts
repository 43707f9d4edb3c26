import { expect } from 'chai';
import { close, outcomeOfMade, row, times, unfilled } from '../made';
import { numberAt, objectAt, valueAt, type Outcome } from '../outcome';

const orders = times(30, (i) => close(i, 1));

function routed(metrics: readonly object[]): Promise<Outcome> {
  return outcomeOfMade({ orders, metrics });
}

function rows(more: object = {}, count = 30): readonly object[] {
  return times(count, (i) => row(i, more));
}

/** The parts of the execution, quality, regime and weight of two desks are the same. */
function expectSame(at: Outcome, other: Outcome): void {
  for (const part of ['cost', 'tail', 'reliability', 'latency'])
    expect(at.part(part), part).to.equal(other.part(part));
  for (const key of ['quality', 'regime'])
    expect(valueAt(at.route(), key), key).to.equal(valueAt(other.route(), key));
  expect(at.weight()).to.equal(other.weight());
}

describe('neighbours: router rows', () => {
  it('no kind of unfilled row has slippage or a fee', async () => {
    const without = await routed(rows());
    const kinds = [
      { result: { status: 'EXPIRED' } },
      { result: { status: 'CANCELED', cancelled: true } },
      { result: undefined },
      { result: { status: 'NEW' }, qty: undefined, prices: undefined },
      { result: { status: 'REJECTED' }, slippage_bps: 3, fees_usd: 0 },
    ];
    for (const more of kinds) {
      const all = [...rows(), ...times(40, (i) => unfilled(i, -10_000, more))];
      expectSame(await routed(all), without);
      expectSame(await routed(all.toReversed()), without);
    }
  });

  it('a row is filled by its status, its contracts or its price', async () => {
    const base = {
      result: { status: 'NEW' },
      qty: { contracts: 0, notional_usd: 100 },
      prices: { avg_fill: 0 },
    };
    const filled = [
      { ...base, result: { status: 'partially_filled' } },
      { ...base, result: { status: 'Filled' } },
      { ...base, qty: { contracts: 0.5, notional_usd: 100 } },
      { ...base, prices: { avg_fill: 17 } },
    ];
    for (const more of filled)
      expect(numberAt((await routed(rows(more))).route(), 'metrics', 'fill_rate')).to.equal(1);
    const none = await routed(rows(base));
    expect(numberAt(none.route(), 'metrics', 'fill_rate')).to.equal(0);
    expect(none.part('cost')).to.equal(0.4);
  });

  it('2,000 bps are plausible, more are not, of slippage and of fees', async () => {
    const one = (more: object): readonly object[] =>
      rows().map((it, i) => (i === 7 ? { ...it, ...more } : it));
    const usual = await routed(rows());
    for (const more of [{ slippage_bps: 2000.1 }, { slippage_bps: -2000.1 }]) {
      const at = await routed(one(more));
      expect(at.part('tail')).to.equal(usual.part('tail'));
      expect(at.part('cost')).to.equal(usual.part('cost'));
      expect(numberAt(at.route(), 'metrics', 'implausible')).to.equal(1);
    }
    expect((await routed(one({ slippage_bps: 2000 }))).part('cost')).to.be.below(usual.part('cost'));
    expect((await routed(one({ fees_usd: -50 }))).part('cost')).to.equal(usual.part('cost'));
    expect((await routed(one({ qty: { contracts: 1, notional_usd: 1e-7 } }))).part('cost')).to.equal(
      usual.part('cost'),
    );
  });

  it('no field gains by being left out of all rows', async () => {
    const fields: readonly (readonly [string, object])[] = [
      ['slippage_bps', { slippage_bps: 25 }],
      ['fees_usd', { fees_usd: 1 }],
      ['ack_latency_ms', { ack_latency_ms: 2000 }],
      ['used_fallback', { used_fallback: true, is_maker_final: false }],
      ['is_maker_final', { used_fallback: true, is_maker_final: false }],
      ['maker_start', { used_fallback: true, is_maker_final: false }],
      ['result', { result: { status: 'FILLED', retries: 3 } }],
    ];
    for (const [field, bad] of fields) {
      const hidden = await routed(rows({ ...bad, [field]: undefined }));
      const shown = await routed(rows(bad));
      for (const part of Object.keys(objectAt(hidden.score(), 'contributions')))
        expect(hidden.part(part), `${part} without ${field}`).to.be.at.most(Math.max(0.4, shown.part(part)));
      if (valueAt(shown.route(), 'quality') !== 'good')
        expect(valueAt(hidden.route(), 'quality'), `quality without ${field}`).to.not.equal('good');
    }
  });

  it('nor does a symbol gain by having no rows at all', async () => {
    const at = await routed([]);
    for (const part of ['cost', 'tail', 'reliability', 'latency', 'liquidity'])
      expect(at.part(part), part).to.equal(0.4);
    expect(valueAt(at.route(), 'quality')).to.equal('unknown');
    expect(at.weight()).to.be.at.most(0.15);
  });

  it('a TWAP is slow on purpose, and its taker slices are no fallback', async () => {
    const slices = times(30, (i) =>
      row(i, { attempt_id: `t${i}`, route: 'twap', ack_latency_ms: 60_000, used_fallback: true }),
    );
    const usual = await routed(rows());
    const at = await routed([...rows(), ...slices]);
    expect(at.part('latency')).to.equal(usual.part('latency'));
    expect(numberAt(at.route(), 'metrics', 'fallback_rate')).to.equal(0);
  });

  it('rows of another symbol do not lend their numbers', async () => {
    const others = times(30, (i) => row(i, { attempt_id: `e${i}`, symbol: 'ETHUSDT' }));
    const at = await routed([...others, ...rows({ slippage_bps: undefined })]);
    expect(at.part('cost')).to.equal(0.4);
    expect(valueAt(at.route(), 'quality')).to.equal('unknown');
  });
});
