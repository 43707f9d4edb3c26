import { expect } from 'chai';
import { foldOver } from '../../operators/core/fold';
import { keepScore } from '../../operators/evidence/live/keep-score';
import { settingsFrom } from '../../src/model/fund/settings';
import { randomOf } from '../../src/simulate/chance/random';
import { DAY, tradeOf } from '../operators/made';
import { changeAt, scoredAt, worth, type Result } from './track-record';

/** The product's track record against a slow reading of the contract, over random histories. */
const SETTINGS = settingsFrom({ windows: ['10d'], horizon: '30d' });
const SYMBOLS = ['A', 'B'];

function history(seed: number): readonly Result[] {
  const random = randomOf(seed, 'track record');
  const kinds = [
    () => Math.round(random() * 8 - 4.2) / 2,
    () => (random() < 0.5 ? 1 : -1),
    () => random() * 2 - 1,
  ];
  return SYMBOLS.flatMap((symbol, s) => {
    const draw = kinds[(seed + s) % kinds.length] ?? random;
    // Many close at one moment, and the level moves once.
    const turn = random() * 40;
    return Array.from({ length: 220 }, () => Math.floor(random() * 400) / 10)
      .sort((a, b) => a - b)
      .map((day) => ({ ts: day * DAY, symbol, r: draw() + (day > turn ? 1 : 0) }));
  });
}

describe('the track record of a random history is that of a slow reading', () => {
  for (let seed = 1; seed <= 6; seed++)
    it(`seed ${seed}`, () => {
      const all = history(seed);
      for (const asOf of [20 * DAY, 31.3 * DAY, 44 * DAY]) {
        const changes = all.flatMap(({ ts, symbol, r }, i) => {
          if (ts > asOf || ts <= asOf - 30 * DAY) return [];
          const trade = tradeOf(r, ts, { symbol, id: String(i).padStart(5, '0') }, SETTINGS);
          return [{ kind: 'trade', trade, before: undefined } as const];
        });
        const { calibration, drifts } = foldOver(keepScore(SETTINGS), changes, asOf);
        const own = SYMBOLS.map((symbol) => all.filter((one) => one.symbol === symbol));
        const claims = own.flatMap((trades) => scoredAt(trades, asOf, 30 * DAY, 10 * DAY));
        expect(calibration.claims).to.equal(claims.length);
        const bins = calibration.p_dd?.bins.map(({ n, share, interval }) => [n, share, ...(interval ?? [])]);
        const said = {
          brier: calibration.p_dd?.brier ?? null,
          held: calibration.prediction_coverage,
          bins: bins ?? [],
        };
        expect(rounded(said)).to.deep.equal(rounded(worth(claims)));
        const flagged = own.map((trades) => changeAt(trades, asOf, 30 * DAY));
        expect(SYMBOLS.map((symbol) => drifts.get(symbol) ?? null)).to.deep.equal(flagged);
      }
    });

  it('and is of claims and changes, not of nothing', () => {
    const found = [1, 2, 3, 4, 5, 6].flatMap((seed) => {
      const [trades] = [history(seed).filter(({ symbol }) => symbol === 'A')];
      return [
        {
          claims: scoredAt(trades, 44 * DAY, 30 * DAY, 10 * DAY).length,
          change: changeAt(trades, 44 * DAY, 30 * DAY),
        },
      ];
    });
    expect(found.reduce((sum, { claims }) => sum + claims, 0)).to.be.greaterThan(10);
    expect(found.filter(({ change }) => change !== null)).to.have.length.above(2);
  });
});

function rounded(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'number' ? Number(part.toFixed(7)) : part)),
  );
}
