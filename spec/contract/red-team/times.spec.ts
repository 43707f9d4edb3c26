import { expect } from 'chai';
import { DAY, HOUR } from '../scenario';
import {
  closeRow,
  evaluated,
  evaluatedIn,
  noise,
  onMade,
  START,
  written,
  type MadeTrade,
} from './made-history';

/** Rows that are written late, and entries that are not known. */
describe('intel evaluate is not led on by times', function () {
  this.timeout(120_000);

  const trades = noise(1, 40);
  const isNoSkill = (selection: string): void => {
    expect(selection).to.be.oneOf(['not_shown', 'not_judged', 'none']);
  };

  it('wins that are added after the fact raise no earlier size, and are warned of', async () => {
    const wins = Array.from({ length: 60 }, (_, i): MadeTrade => {
      const openTs = START + 15 * DAY + i * 4 * HOUR;
      return { symbol: 'AUSDT', openTs, closeTs: openTs + HOUR, r: 2, id: `late-${i}` };
    });
    const before = await evaluated({ rows: written(trades) });
    await onMade({ rows: [...written(trades), ...wins.map(closeRow)] }, async (dir) => {
      const late = await evaluatedIn(dir);
      const onTime = await evaluatedIn(dir, { received: 'ts' });
      const sizeOf = (file: typeof late): number => file.contributions.symbols.r['AUSDT']?.mean_m ?? NaN;
      expect(late.metadata.warnings).to.include('closes_written_late');
      isNoSkill(late.verdict.bps.selection);
      // As if the wins were no record of the symbol, but for the trades that came after all of them.
      expect(sizeOf(late)).to.be.at.most(1.1 * sizeOf(before));
      expect(sizeOf(onTime)).to.be.above(1.5 * sizeOf(before));
      expect(onTime.metadata.warnings).to.not.include('closes_written_late');
    });
    expect(before.metadata.warnings).to.deep.equal([]);
  });

  it('of a log in the wrong order it says so, and sees no choosing', async () => {
    const { verdict, metadata } = await evaluated({ rows: written(trades).toReversed() });
    isNoSkill(verdict.bps.selection);
    expect(metadata.warnings).to.include('closes_written_late');
  });

  it('without entry times, or with those of the close, choosing is not judged, however well it looks', async () => {
    // Trades of one hour move together, so that advice which is read at the close knows what was to come.
    const together = trades.map((trade) => ({
      ...trade,
      r: Math.sin(Math.floor(trade.openTs / (10 * DAY))),
    }));
    const rows = written(together);
    const without = rows.map((row) => ({ ...row, opened_ts: undefined }));
    const same = together
      .toSorted((a, b) => a.closeTs - b.closeTs)
      .map((trade) => closeRow({ ...trade, openTs: trade.closeTs }));
    for (const unknown of [without, same]) {
      const { verdict, entry_sources } = await evaluated({ rows: unknown });
      expect(entry_sources).to.deep.equal({ close: trades.length });
      expect(verdict.bps.selection).to.equal('not_judged');
      expect(verdict.bps.sentence).to.contain(
        'Entry times are unknown for 100 % of the trades, so choosing is not judged.',
      );
    }
  });

  it('entries that are stated years too early give every trade the advice without a record', async () => {
    const rows = written(trades.map((trade) => ({ ...trade, openTs: 1000 })));
    const { verdict } = await evaluated({ rows });
    isNoSkill(verdict.bps.selection);
    expect(verdict.bps.sentence).to.contain('so there is no choosing to judge.');
  });

  it('of a span that was asked for it says so', async () => {
    await onMade({ rows: written(trades) }, async (dir) => {
      const part = await evaluatedIn(dir, { since: START + 10 * DAY });
      expect(part.verdict.bps.sentence).to.contain(' Only a part of the history was asked for.');
      expect((await evaluatedIn(dir)).verdict.bps.sentence).to.not.contain('Only a part');
    });
  });
});
