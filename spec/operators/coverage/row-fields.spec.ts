import { expect } from 'chai';
import { fieldShares } from '../../../operators/coverage/field-shares';
import { CLOSE_FIELDS, FILL_FIELDS, ROUTER_ROW_FIELDS } from '../../../operators/coverage/row-fields';
import { close, fill, route } from '../made';

/** Field by field: [have, of]. */
function byField(
  shares: ReturnType<typeof fieldShares>,
): Readonly<Record<string, readonly [number, number]>> {
  return Object.fromEntries(shares.map(({ field, have, of }) => [field, [have, of]]));
}

describe('the fields that matter', () => {
  it('of a close: 0 and a single id are there, what the writer left out is not', () => {
    const bare = close('1', {
      ...{ orderId: undefined, feesUsd: undefined, fundingUsd: undefined },
      ...{ riskUsd: undefined, notionalUsd: undefined },
    });
    const zero = close('2', { feesUsd: 0, fundingUsd: 0, strategy: 's', intentId: 'i', sizeBefore: 1 });
    const whole = close('3', { clientOrderId: 'c', orderId: undefined, sizeBefore: 1, sizeAfter: 0 });
    expect(byField(fieldShares([bare, zero, whole], CLOSE_FIELDS))).to.deep.equal({
      ...{ fee: [2, 3], funding: [2, 3], strategy: [1, 3], attempt: [1, 3], order_id: [2, 3] },
      ...{ sizes: [1, 3], risk: [2, 3], notional: [2, 3] },
    });
  });

  it('of a fill: side, quantity, price, fee, order and attempt', () => {
    const bare = fill('1', {
      ...{ side: undefined, qty: undefined, price: undefined, feeUsd: undefined, orderId: undefined },
    });
    const whole = fill('2', { attemptId: 'a' });
    expect(byField(fieldShares([bare, whole, whole], FILL_FIELDS))).to.deep.equal({
      ...{ side: [2, 3], quantity: [2, 3], price: [2, 3], fee: [2, 3], order_id: [2, 3], attempt: [2, 3] },
    });
  });

  it('of a router row: slippage, notional and fee are asked of fills, the maker flags of maker starts', () => {
    const rows = [
      route('1', { links: ['a'], makerStart: true, makerFinal: true, usedFallback: false, status: 'FILLED' }),
      route('2', { makerStart: true, status: 'FILLED', slippageBps: 1, feesUsd: 0, notionalUsd: 10, ackMs: 1 }),
      route('3', { makerStart: false, status: 'NEW', slippageBps: -10_000 }),
      route('4', { twap: true, status: undefined, slippageBps: 9999, feesUsd: 1, notionalUsd: 1e-9 }),
    ];
    expect(byField(fieldShares(rows, ROUTER_ROW_FIELDS))).to.deep.equal({
      ...{ attempt: [1, 4], maker_start: [3, 4], is_maker_final: [1, 3], used_fallback: [1, 2] },
      ...{ slippage: [1, 3], notional: [1, 3], fee: [1, 3], latency: [1, 3], result: [3, 4], policy: [0, 4] },
    });
  });
});
