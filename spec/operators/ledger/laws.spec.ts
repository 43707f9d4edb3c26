import { expect } from 'chai';
import { plainEpisode } from '../../../operators/ledger/plain-episode';
import { symbolLedger } from '../../../operators/ledger/symbol-ledger';
import type { Episode } from '../../../src/model/episode';
import type { Close, Fill } from '../../../src/model/event';
import { exactSum } from '../../../src/model/math/exact-sum';
import { runsOf } from '../../campaign';
import { Seeded } from '../../contract/random/seeded';
import { HABITS, RandomExecutor, type History } from './random-executor';
import { plainLedger } from './plain-ledger';
import { randomRows } from './random-rows';
import { closeRow } from './rows';

function histories(count: number, visit: (history: History, rng: Seeded, seed: number) => void): void {
  for (let seed = 1; seed <= count; seed++) {
    const rng = new Seeded(seed);
    const dust = rng.pick([0.08, 0.5]);
    visit(new RandomExecutor(rng, { ...HABITS, hedged: rng.chance(0.3), dust }).run(), rng, seed);
  }
}

const realizedOf = (episodes: readonly Episode[]): number =>
  exactSum(episodes.map(({ realizedUsd }) => realizedUsd));

const upTo = <T extends Close | Fill>(rows: readonly T[], asOf: number): readonly T[] =>
  rows.filter(({ ts }) => ts <= asOf);

describe('the ledger', () => {
  it('finds the true positions and their fees', function () {
    let [positions, right, feesRight] = [0, 0, 0];
    histories(runsOf('ledger'), (history) => {
      const { episodes } = symbolLedger(history.closes, history.fills);
      const found = new Map(episodes.map((it) => [it.legs.map(({ line }) => line).join(), it]));
      for (const position of history.positions) {
        const episode = found.get(position.legs.join());
        positions++;
        if (episode === undefined) continue;
        right++;
        const fees = episode.openFeesUsd + episode.openFeesEstimatedUsd;
        if (Math.abs(fees - position.openFeesUsd) < 1e-9) feesRight++;
        expect(episode.realizedUsd).to.be.closeTo(position.realizedUsd, 1e-9);
        expect([episode.open, episode.flags.includes('truncated')]).to.satisfy(
          ([open]: readonly boolean[]) => open === position.open || position.lost,
        );
      }
      expect(episodes.length).to.equal(history.positions.length);
    });
    const rate = `${right} of ${positions} positions, fees of ${feesRight}`;
    console.log(`      ${rate}`);
    expect(right, rate).to.be.above(positions * 0.999);
    expect(feesRight, rate).to.be.above(positions * 0.99);
  });

  it('keeps the sum of the P&L at every instant', () => {
    histories(runsOf('ledger') / 5, ({ closes, fills }, _, seed) => {
      for (const { ts } of closes) {
        const { episodes } = symbolLedger(upTo(closes, ts), upTo(fills, ts), ts);
        const written = exactSum(upTo(closes, ts).flatMap(({ realizedUsd }) => realizedUsd ?? []));
        expect(realizedOf(episodes), `seed ${seed}`).to.be.closeTo(written, 1e-9);
      }
    });
  });

  it('does not depend on the order of the rows', () => {
    for (let seed = 1; seed <= runsOf('ledger'); seed++) {
      const rng = new Seeded(seed);
      const { closes, fills } = randomRows(rng);
      const right = plainLedger(symbolLedger(closes, fills));
      const other = plainLedger(symbolLedger(rng.shuffled(closes), rng.shuffled(fills)));
      expect(other, `seed ${seed}`).to.deep.equal(right);
    }
  });

  it('finds the same positions where rows are repeated', () => {
    for (let seed = 1; seed <= runsOf('ledger'); seed++) {
      const rng = new Seeded(seed);
      const { closes, fills } = randomRows(rng);
      const again = <T>(rows: readonly T[]): readonly T[] => [...rows, ...rows.filter(() => rng.chance(0.3))];
      const { episodes } = plainLedger(symbolLedger(again(closes), again(fills)));
      const right = plainLedger(symbolLedger(closes, fills)).episodes;
      expect(episodes, `seed ${seed}`).to.deep.equal(right);
    }
  });

  it('finds the same position however it is closed', () => {
    histories(runsOf('ledger'), ({ closes, fills }, rng, seed) => {
      const whole = plainLedger(symbolLedger(closes, fills)).episodes;
      const halves = closes.flatMap((close) => halvesOf(rng, close));
      const parted = plainLedger(symbolLedger(halves, fills)).episodes;
      expect(parted, `seed ${seed}`).to.have.length(whole.length);
      parted.forEach((episode, index) => {
        for (const [field, value] of Object.entries(numbersOf(episode)))
          expect(value, `seed ${seed} ${field}`).to.be.closeTo(numbersOf(whole[index])[field] ?? NaN, 1e-9);
      });
    });
  });

  it('finds the positions inside the horizon as if there were none', () => {
    histories(runsOf('ledger'), ({ closes, fills }, rng, seed) => {
      const { episodes } = symbolLedger(closes, fills);
      const flat = episodes.filter((_, index) => isFlatBefore(episodes, index, fills));
      const from = flat.at(rng.int(0, Math.max(flat.length - 1, 0)))?.entryTs ?? 0;
      const inside = symbolLedger(
        closes.filter(({ ts }) => ts >= from),
        fills.filter(({ ts }) => ts >= from),
      ).episodes;
      const later = episodes.filter(({ entryTs }) => entryTs !== undefined && entryTs >= from);
      expect(inside.slice(-later.length).map(plainEpisode), `seed ${seed}`).to.deep.equal(
        later.map(plainEpisode),
      );
    });
  });
});

// The numbers of an episode, whatever its ids.
function numbersOf(episode: Episode | undefined): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(episode ?? {}).flatMap(([name, value]) =>
      typeof value === 'number' ? [[name, value]] : [],
    ),
  );
}

// The same close in two rows of its order.
function halvesOf(rng: Seeded, close: Close): readonly Close[] {
  const { sizeBefore = 0, sizeAfter = 0, closedQty = 0, realizedUsd = 0, feesUsd = 0, line } = close;
  if (sizeBefore * sizeAfter < 0 || rng.chance(0.5)) return [close];
  const part = closedQty * rng.real(0.1, 0.9);
  const between = sizeBefore - Math.sign(sizeBefore) * part;
  const share = part / closedQty;
  return [
    closeRow({
      ...close,
      sizeAfter: between,
      closedQty: part,
      realizedUsd: realizedUsd * share,
      feesUsd: feesUsd * share,
      line: `${line}.1`,
    }),
    closeRow({
      ...close,
      sizeBefore: between,
      closedQty: closedQty - part,
      realizedUsd: realizedUsd * (1 - share),
      feesUsd: feesUsd * (1 - share),
      line: `${line}.2`,
    }),
  ];
}

// All positions before it ended flat before its first fill, and no fill was left over.
function isFlatBefore(episodes: readonly Episode[], index: number, fills: readonly Fill[]): boolean {
  const episode = episodes[index];
  const from = episode?.entryTs;
  if (episode === undefined || from === undefined || episode.entryUnknown > 0) return false;
  const before = episodes.filter((other) => other.lastTs < from);
  const isWhole = before.every(({ legs, open }) => !open && legs.at(-1)?.sizeAfter === 0);
  const opened = fills.some(
    ({ ts, orderId }) =>
      ts < from && !episodes.some((other) => other.lastTs < from && namesOrder(other, orderId)),
  );
  return isWhole && !opened && episodes.every((other) => other.lastTs < from || (other.entryTs ?? 0) >= from);
}

function namesOrder({ legs, entryAttempts }: Episode, orderId: string | undefined): boolean {
  return (
    legs.some((leg) => leg.orderId === orderId) ||
    entryAttempts.some(({ attemptId }) => attemptId === `a${orderId ?? ''}`)
  );
}
