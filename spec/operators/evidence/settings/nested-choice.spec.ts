import { expect } from 'chai';
import { nestedChoice, type SettingColumns } from '../../../../operators/evidence/settings/nested-choice';
import { HOUR } from '../../../../src/model/values/time';
import { madeColumns } from './made-columns';

const WEEK = 604_800_000;

/** The setting of each trade by the words of the contract: everything summed anew for each trade. */
function slowChoices({ names, multiples, rs, entries, closes }: SettingColumns): readonly number[] {
  return entries.map((entry) => {
    const start = entry - (entry % WEEK);
    const past = [...rs.keys()].filter((i) => (closes[i] ?? NaN) < start - HOUR);
    if (past.length < 50) return 0;
    const sums = names.map((_, s) =>
      past.reduce((sum, i) => sum + (multiples[s]?.[i] ?? NaN) * (rs[i] ?? NaN), 0),
    );
    return sums.findIndex((sum) => sum >= Math.max(...sums) - 1e-12);
  });
}

describe('nestedChoice', () => {
  it('gives each trade the size of what had made most before its week, as a slow reading says', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const columns = madeColumns(seed, 4, 300, 50);
      const choices = slowChoices(columns);
      const { multiples, weeks } = nestedChoice(columns, HOUR);
      expect(multiples).to.deep.equal(choices.map((s, i) => columns.multiples[s]?.[i]));
      expect(weeks.map(({ startTs }) => startTs % WEEK)).to.deep.equal(weeks.map(() => 0));
      expect(weeks.reduce((sum, { entered }) => sum + entered, 0)).to.equal(300);
      expect(new Set(choices).size).to.be.above(1);
    }
  });

  it('knows nothing of what comes later: all later trades turned into others change no earlier choice', () => {
    const columns = madeColumns(1, 4, 400, 60);
    const before = nestedChoice(columns, HOUR).weeks;
    for (const [w, { startTs }] of before.entries()) {
      const isLater = (i: number): boolean => (columns.closes[i] ?? 0) >= startTs - HOUR;
      const after = nestedChoice(
        {
          ...columns,
          rs: columns.rs.map((r, i) => (isLater(i) ? -7 * r : r)),
          multiples: columns.multiples.map((ms) => Array.from(ms, (m, i) => (isLater(i) ? 1 - m : m))),
        },
        HOUR,
      ).weeks;
      expect(after.slice(0, w + 1)).to.deep.equal(before.slice(0, w + 1));
    }
  });

  it('a trade counts from the first week that begins more than an hour after its close', () => {
    const start = 3000 * WEEK;
    const closeAll = (closeTs: number): SettingColumns => ({
      names: ['default', 'better'],
      multiples: [Array<number>(51).fill(0), Array<number>(51).fill(1)],
      rs: Array<number>(51).fill(1),
      entries: [...Array<number>(50).fill(start - WEEK), start],
      closes: [...Array<number>(50).fill(closeTs), start + HOUR],
    });
    expect(nestedChoice(closeAll(start - HOUR), HOUR).weeks[1]).to.include({ setting: 0, known: 0 });
    expect(nestedChoice(closeAll(start - HOUR - 1), HOUR).weeks[1]).to.include({ setting: 1, known: 50 });
  });

  it('takes the default with 49 trades, and where no other made more; of equal ones the first', () => {
    const start = 3000 * WEEK;
    const of = (trades: number, multiples: readonly number[]): number | undefined =>
      nestedChoice(
        {
          names: multiples.map(String),
          multiples: multiples.map((m) => Array<number>(trades + 1).fill(m)),
          rs: Array<number>(trades + 1).fill(1),
          entries: [...Array<number>(trades).fill(start - WEEK), start],
          closes: [...Array<number>(trades).fill(start - WEEK), start + HOUR],
        },
        HOUR,
      ).weeks[1]?.setting;
    expect(of(49, [0.5, 1])).to.equal(0);
    expect(of(50, [0.5, 1])).to.equal(1);
    expect(of(50, [1, 0.5, 1])).to.equal(0);
    expect(of(50, [0.5, 1, 1])).to.equal(1);
  });
});
