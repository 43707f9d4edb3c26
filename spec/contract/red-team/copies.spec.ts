import { runsOf } from '../../campaign';
import { expect } from 'chai';
import type { EvaluationFile } from '../../../operators/evidence/evaluation/evaluation-file';
import { evaluated, noise, written, type MadeTrade } from './made-history';

/** The same result, told again or in parts, is no further evidence. */
describe('intel evaluate gains no certainty from copies', function () {
  this.timeout(120_000);

  // By luck the trades lose on average, not clearly: without a trade about one standard error would have been saved.
  const trades = noise(2, 30).map((trade) => ({ ...trade, r: trade.r - 0.02 }));
  const copied = (times: number, apartMs: number): readonly MadeTrade[] =>
    trades.flatMap((trade) =>
      Array.from({ length: times }, (_, i) => ({
        ...trade,
        id: `${trade.id}-${i}`,
        openTs: trade.openTs + i * apartMs,
        closeTs: trade.closeTs + i * apartMs,
      })),
    );
  const errorOf = ({ policies }: EvaluationFile): number =>
    policies['stand_down']?.r.inference.total?.se ?? NaN;

  it('rows that are written twice change nothing', async () => {
    const once = await evaluated({ rows: written(trades) });
    const twice = await evaluated({ rows: written(trades).flatMap((row) => [row, row]) });
    expect(twice).to.deep.equal(once);
  });

  if (runsOf('redTeam') > 0)
    it('copies with other ids, at the same moment or seconds later, leave the error as it is and show nothing', async () => {
      const once = await evaluated({ rows: written(trades) });
      expect(once.verdict.r).to.include({ total: 'not_shown', selection: 'not_shown' });
      for (const [times, apartMs] of [
        [6, 0],
        [6, 11_000],
      ] as const) {
        const file = await evaluated({ rows: written(copied(times, apartMs)) });
        expect(file.eligible).to.equal(times * once.eligible);
        expect(errorOf(file)).to.be.closeTo(errorOf(once), 1e-9);
        for (const unit of ['usd', 'r', 'bps'] as const)
          expect(file.verdict[unit]).to.include({ total: 'not_shown', selection: 'not_shown' });
      }
    });

  it('one bet a week that is parted into ninety positions that overlap is three bets, not enough', async () => {
    const bets = noise(1, 40).filter(({ symbol }, i) => symbol === 'AUSDT' && i % 84 === 0);
    const parts = bets.flatMap((bet) =>
      Array.from({ length: 90 }, (_, i) => ({
        ...bet,
        id: `${bet.id}-${i}`,
        openTs: bet.openTs + i * 1000,
        r: -1,
      })),
    );
    const { eligible, active_days, verdict } = await evaluated({ rows: written(parts) });
    expect(eligible).to.be.above(300);
    expect(active_days).to.equal(bets.length);
    expect(verdict.usd).to.include({ total: 'not_enough', selection: 'not_enough' });
  });
});
