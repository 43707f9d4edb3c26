import { expect } from 'chai';
import { replayTexts } from './replayed';

/** An order id counts as written, whatever its length. */

const AS_OF = Date.UTC(2026, 0, 20);
const TS = AS_OF / 1000 - 60;
const config = {
  'risk_limits.json': '{}',
  'pairs_universe.json': '{"universe": [{"symbol": "BTCUSDT"}]}',
};

describe('an id beyond 2^53', () => {
  const close = (orderId: string, pnl: number): string =>
    `{"event_type": "order_close", "symbol": "BTCUSDT", "ts": ${TS}, "orderId": ${orderId}, "realizedPnlUsd": ${pnl}}`;
  const count = async (lines: readonly string[]): Promise<number> => {
    const texts = { logs: { orders: lines, metrics: [] }, state: {}, config };
    return (await replayTexts(texts, { asOf: AS_OF, now: AS_OF })).expectancy.sample_count;
  };

  it('is not rounded: neighbours are two orders', async () => {
    expect(await count([close('9007199254740993', 1), close('9007199254740992', 2)])).to.equal(2);
  });

  it('is not rounded beside a float of sixteen decimals, as Python writes them', async () => {
    const lines = [
      close('9007199254740993', 0.3792098653502762),
      close('9007199254740992', 0.1234567890123456),
    ];
    expect(await count(lines)).to.equal(2);
  });

  it('is another id than the same digits in quotes', async () => {
    expect(await count([close('9007199254740993', 1), close('"9007199254740993"', 2)])).to.equal(2);
  });
});
