import { expect } from 'chai';
import { replayDesk, inTemporary, writeDesk, publishedOf, type Published } from '../replayed';
import {
  AS_OF,
  closesOf,
  DAY,
  deskAt,
  groupOf,
  GOOD_ROW,
  listing,
  rowOf,
  rowsOf,
  textsOf,
} from '../scenario';
import type { Scenario } from '../scenario';
import type { Tally } from '../../../src/io/decode/tally';

/** Input that nobody meant to write. */

async function withTally(
  scenario: Scenario,
  asOf: number | undefined,
): Promise<{ readonly files: Published; readonly tally: Tally }> {
  return inTemporary(async (dir) => {
    await writeDesk(dir, textsOf(scenario));
    const { frame, tally } = await replayDesk(dir, { asOf, now: AS_OF });
    return { files: publishedOf(frame), tally };
  });
}

describe('hostile symbols', () => {
  for (const [written, symbol] of [
    ['__proto__', '__PROTO__'],
    ['constructor', 'CONSTRUCTOR'],
    [' <img> ', '<IMG>'],
  ] as const) {
    it(`${written} is a symbol like any other: two trades of +1 R and −2 R, net −10`, async () => {
      const files = await deskAt({
        closes: closesOf(written, [1, -2]),
        rows: rowsOf(written, 25, GOOD_ROW),
        universe: [listing(written)],
      });
      expect(groupOf(files.expectancy.symbols, symbol).net_pnl_usd).to.equal(-10);
      expect(rowOf(files.scores.symbols, symbol).inputs.count).to.equal(2);
      expect(rowOf(files.suggestions.symbols, symbol).metrics.sample_count).to.equal(25);
      expect(rowOf(files.allocation.symbols, symbol).base_cap).to.equal(0.25);
      expect(JSON.parse(JSON.stringify(files.expectancy.symbols))).to.have.own.property(symbol);
      expect(Object.keys(Object.prototype)).to.deep.equal([]);
    });
  }

  it('a strategy named __proto__ is one too', async () => {
    const closes = closesOf('AUSDT', [1]).map((close) => ({ ...close, strategy: '__proto__' }));
    const { expectancy, scores } = await deskAt({ closes });
    expect(groupOf(expectancy.strategies, '__proto__').count).to.equal(1);
    expect(scores.strategies.map((row) => row.strategy)).to.include('__proto__');
  });
});

describe('rows of NaN', () => {
  it('a NaN fee is a missing fee: the trade counts, net 10 − 0; the row is told of', async () => {
    const closes = closesOf('AUSDT', [1]).map((close) => ({
      ...close,
      fees_total: NaN,
      funding_usd: Infinity,
    }));
    const { files, tally } = await withTally({ closes }, AS_OF);
    expect(groupOf(files.expectancy.symbols, 'AUSDT')).to.include({ count: 1, net_pnl_usd: 10, fees_usd: 0 });
    expect(tally).to.include({ nonfinite: 1, quarantined: 0 });
  });

  it('a NaN P&L makes no trade', async () => {
    const closes = closesOf('AUSDT', [1, 2]).map((close, i) =>
      i === 0 ? close : { ...close, realizedPnlUsd: NaN },
    );
    const { files, tally } = await withTally({ closes }, AS_OF);
    expect(files.expectancy.sample_count).to.equal(1);
    expect(tally).to.include({ nonfinite: 1, quarantined: 0 });
  });
});

describe('rows from the future', () => {
  const late = { event_type: 'order_close', symbol: 'AUSDT', orderId: 'f', realizedPnlUsd: 1000 };

  it('are left out beyond 300 s after the moment asked for, and count for nothing before', async () => {
    const closes = [
      ...closesOf('AUSDT', [1]),
      ...[1, 300, 301].map((s) => ({ ...late, ts: AS_OF / 1000 + s })),
    ];
    const { files, tally } = await withTally({ closes }, AS_OF);
    expect(groupOf(files.expectancy.symbols, 'AUSDT').net_pnl_usd).to.equal(10);
    expect(tally).to.include({ quarantined: 0, later: 1 });
  });

  it('do not move the moment of a replay that asks for none', async () => {
    const closes = [...closesOf('AUSDT', [1], 5), { ...late, ts: (AS_OF + DAY) / 1000 }];
    const { files, tally } = await withTally({ closes }, undefined);
    expect(files.asOf).to.equal(AS_OF - 5 * 3_600_000);
    expect(tally.future).to.equal(1);
  });
});

describe('a break-even trade', () => {
  it('realizedPnlUsd 0 is a trade', async () => {
    const { expectancy } = await deskAt({ closes: closesOf('AUSDT', [0]) });
    expect(groupOf(expectancy.symbols, 'AUSDT')).to.include({ count: 1, flats: 1, net_pnl_usd: 0 });
  });
});
