import { expect } from 'chai';
import { closesOf, DAY, deskAt, groupOf, HOUR, AS_OF } from '../scenario';

/** The last N trades are the fund's last N whenever they were; a width is a time, whatever traded in it. */
describe('the last three trades against the last seven days', () => {
  const closes = [...closesOf('AUSDT', [1, 1, -1], 10 * 24), ...closesOf('BUSDT', [2], 2)];

  it('7d holds the one close of today; last_3 also two of ten days ago', async () => {
    const { expectancy } = await deskAt({ closes, windows: ['7d', 'last_3', '30d'] });
    const { '7d': week, last_3: last } = expectancy.windows;
    expect([week?.sample_count, last?.sample_count]).to.deep.equal([1, 3]);
    expect(Object.keys(week?.symbols ?? {})).to.deep.equal(['BUSDT']);
    // The last two of A: +1 R and −1 R, so a mean of 0.
    expect(groupOf(last?.symbols ?? {}, 'AUSDT').avg_r).to.equal(0);
    expect(groupOf(expectancy.windows['30d']?.symbols ?? {}, 'AUSDT').count).to.equal(3);
  });

  it('last_3 as the primary window feeds the scores: A has (1 + 10)/22 of hits', async () => {
    const { scores, expectancy } = await deskAt({ closes, windows: ['last_3', '7d'] });
    expect(expectancy.sample_count).to.equal(3);
    const a = scores.symbols.find((row) => row.symbol === 'AUSDT');
    expect(a?.components.hit_rate).to.be.closeTo(11 / 22, 1e-9);
  });

  it('last N is counted over the whole fund, before grouping', async () => {
    const both = [...closesOf('AUSDT', [1, 1], 3), ...closesOf('BUSDT', [1, 1], 1)];
    const { expectancy } = await deskAt({ closes: both, windows: ['last_3', '7d'] });
    const counts = Object.values(expectancy.symbols).map((group) => group.count);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.equal(3);
  });

  it('a window of 7 d holds asOf − 7 d + 1 ms and not asOf − 7 d', async () => {
    const close = (ts: number): object => ({
      event_type: 'order_close',
      symbol: 'AUSDT',
      ts,
      realizedPnlUsd: 1,
    });
    const at = async (ts: number): Promise<number> =>
      (await deskAt({ closes: [close(ts)] })).expectancy.sample_count;
    expect(await at(AS_OF - 7 * DAY)).to.equal(0);
    expect(await at(AS_OF - 7 * DAY + 1)).to.equal(1);
    expect(await at(AS_OF)).to.equal(1);
    expect(await at(AS_OF + HOUR)).to.equal(0);
  });
});
