import { expect } from 'chai';
import type { EvaluationFile } from '../../../operators/evidence/evaluation/evaluation-file';
import { DAY } from '../scenario';
import { evaluationText } from '../../../src/cli/terminal/evaluation-text';
import { runsOf } from '../../campaign';
import { evaluated, noise, START, SYMBOLS, written, type MadeTrade } from './made-history';

const SEEDS = [1, 2, 3, 4, 5, 6].slice(0, runsOf('luck'));

/** Luck that looks like skill. */
describe('intel evaluate does not praise luck', function () {
  this.timeout(120_000);

  const inWeek = ({ openTs }: MadeTrade): boolean => openTs >= START + 20 * DAY && openTs < START + 27 * DAY;
  const quiet = (seed: number): readonly MadeTrade[] =>
    noise(seed, 60).map((trade) => ({ ...trade, r: trade.r / 10 }));
  const changed = async (
    trades: readonly MadeTrade[],
    isLucky: (trade: MadeTrade, i: number) => boolean,
    r: number,
  ): Promise<EvaluationFile> =>
    evaluated({ rows: written(trades.map((trade, i) => (isLucky(trade, i) ? { ...trade, r } : trade))) });

  for (const seed of SEEDS) {
    it(`one lucky week of all symbols is not skill, nor a reason to have traded by the advice (${seed})`, async () => {
      praisesNothing(await changed(quiet(seed), inWeek, 1));
    });

    it(`one lucky week of one symbol is not skill (${seed})`, async () => {
      praisesNothing(await changed(quiet(seed), (trade) => trade.symbol === 'AUSDT' && inWeek(trade), 1));
    });

    it(`one huge win is not skill, in any unit (${seed})`, async () => {
      praisesNothing(await changed(noise(seed, 60), (_, i) => i === 301, 2000));
    });
  }

  it('one symbol that wins throughout is named: without it no skill is shown', async () => {
    const lucky = noise(1, 60).map((trade) =>
      trade.symbol === 'AUSDT' ? { ...trade, r: trade.r + 0.5 } : trade,
    );
    const file = await evaluated({ rows: written(lucky) });
    expect(file.verdict.bps.selection).to.equal('skill');
    for (const unit of ['usd', 'r', 'bps'] as const)
      expect(file.verdict[unit].sentence).to.contain(' It rests on AUSDT: without it no skill is shown. ');
    expect(file.permutation.bps.p).to.be.above(0.05);
  });

  it('of three symbols it says that giving their sizes to others can show nothing', async () => {
    const trades = noise(1, 20).filter(({ symbol }) => symbol !== 'DUSDT');
    const three = await evaluated({ rows: written(trades), symbols: SYMBOLS.slice(0, 3) });
    expect(evaluationText(three)).to.contain('(the least possible: 0.1667: so few symbols can show nothing)');
    const four = await evaluated({ rows: written(noise(1, 20)) });
    expect(evaluationText(four)).to.contain('(the least possible: 0.0417)');
  });

  it('skill that more than one symbol bears is not said to rest on one', async () => {
    const cast = noise(1, 60).map((trade) => ({
      ...trade,
      r: trade.r + (trade.symbol < 'CUSDT' ? 0.6 : -0.6),
    }));
    const file = await evaluated({ rows: written(cast) });
    expect(file.verdict.bps.selection).to.equal('skill');
    expect(file.verdict.bps.sentence).to.not.contain('rests on');
  });

  it('nine days, or 29 trades, are not enough however well they went', async () => {
    const days = noise(1, 9).map((trade) => ({ ...trade, r: trade.symbol === 'AUSDT' ? 1 : -1 }));
    const few = noise(1, 29, 1).filter(({ symbol }) => symbol === 'AUSDT');
    for (const trades of [days, few]) {
      const { verdict } = await evaluated({ rows: written(trades) });
      for (const unit of ['usd', 'r', 'bps'] as const)
        expect(verdict[unit]).to.include({ total: 'not_enough', selection: 'not_enough' });
      expect(verdict.bps.sentence).to.match(/^There is not enough to judge the advice by: /);
    }
  });

  it('where all results are alike it says that there is no choosing to judge', async () => {
    for (const r of [1, -1]) {
      const { verdict } = await evaluated({
        rows: written(noise(1, 20).map((trade) => ({ ...trade, r }))),
      });
      expect(verdict.bps.selection).to.equal('not_shown');
      expect(verdict.bps.sentence).to.contain(
        ' The advised sizes, or the results, were all alike, so there is no choosing to judge. ',
      );
    }
  });
});

/** In no unit. */
function praisesNothing({ verdict }: EvaluationFile): void {
  for (const unit of ['usd', 'r', 'bps'] as const) {
    expect(verdict[unit].total, unit).to.not.equal('helped');
    expect(verdict[unit].selection, unit).to.equal('not_shown');
  }
}
