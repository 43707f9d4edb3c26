import { expect } from 'chai';
import { symbolLedger } from '../../operators/ledger/symbol-ledger';
import type { Episode } from '../../src/model/episode';
import type { Shares } from '../../src/simulate/market/shares';
import { runsOf } from '../campaign';
import { decodeRows } from '../operators/ledger/rows';
import { groupBy, lazy, listOf, numberOf, positionsOf, Row, rowsOf, simulate, SMALL, sumOf } from './history';

const WITHOUT_RESTARTS: Partial<Shares> = { forgotten: 0, adopted: 0, cut: 0 };

interface Ledgered {
  readonly positions: readonly Row[];
  readonly episodes: readonly Episode[];
}

function ledgered(seed: number, shares: Partial<Shares>): Ledgered {
  const files = simulate({ ...SMALL, seed, days: 20, noise: false, shares });
  const orders = groupBy(rowsOf(files, 'orders_executed'), (row) => String(row['symbol']));
  const metrics = groupBy(rowsOf(files, 'order_metrics'), (row) => String(row['symbol']));
  const episodes = [...metrics].flatMap(([symbol, rows]) => {
    const { closes, fills } = decodeRows(orders.get(symbol) ?? []);
    const echoes = decodeRows(rows, 'metric').closes;
    return symbolLedger([...closes, ...echoes], fills).episodes;
  });
  return { positions: positionsOf(files).filter((row) => listOf(row, 'legs').length > 0), episodes };
}

const keyOfEpisode = ({ symbol, legs }: Episode): string => `${symbol} ${legs[0]?.orderId ?? ''}`;
const keyOfPosition = (row: Row): string =>
  `${String(row['symbol'])} ${numberOf(listOf(row, 'legs')[0], 'order_id')}`;

describe('the ledger of a simulated history', () => {
  for (const seed of [7, 8, 9].slice(0, runsOf('simulated'))) {
    const whole = lazy(() => ledgered(seed, WITHOUT_RESTARTS));
    const restarted = lazy(() => ledgered(seed, {}));

    it(`finds every position of seed ${seed} where nothing was restarted`, () => {
      const { positions, episodes } = whole();
      const found = new Map(episodes.map((episode) => [keyOfEpisode(episode), episode]));
      expect(episodes).to.have.length(positions.length);
      for (const position of positions) {
        const episode = found.get(keyOfPosition(position));
        expect(episode, JSON.stringify(position)).to.not.equal(undefined);
        if (episode === undefined) continue;
        expectSame(episode, position);
      }
    });

    it(`finds the positions of seed ${seed} that a restart left alone, and every dollar`, () => {
      const { positions, episodes } = restarted();
      const found = new Map(episodes.map((episode) => [keyOfEpisode(episode), episode]));
      for (const position of positions.filter((row) => row['restart'] === 'none')) {
        const episode = found.get(keyOfPosition(position));
        expect(episode, JSON.stringify(position)).to.not.equal(undefined);
        expect(episode?.realizedUsd).to.be.closeTo(numberOf(position, 'realized_usd'), 1e-9);
        expect(episode?.openFeesUsd).to.be.closeTo(numberOf(position, 'open_fees_usd'), 1e-9);
      }
      expect(sumOf(episodes, ({ realizedUsd }) => realizedUsd)).to.be.closeTo(
        sumOf(positions, (row) => numberOf(row, 'realized_usd')),
        1e-6,
      );
    });

    it(`estimates the opening fee of the adopted positions of seed ${seed}`, () => {
      const { positions, episodes } = ledgered(seed, { forgotten: 0, cut: 0, adopted: 0.1 });
      const found = new Map(episodes.map((episode) => [keyOfEpisode(episode), episode]));
      const adopted = positions.filter((row) => row['restart'] === 'adopted');
      expect(adopted.length).to.be.above(20);
      for (const position of adopted) {
        const episode = found.get(keyOfPosition(position));
        expect(episode?.entryUnknown).to.equal(1);
        expect(episode?.openFeesEstimatedUsd).to.be.above(0);
      }
    });
  }
});

// Money of some 1e4 USD is exact to 1e-9 in a double.
function expectSame(episode: Episode, position: Row): void {
  const told = {
    positionSide: position['position_side'],
    open: position['open'],
    direction: position['direction'],
    legs: listOf(position, 'legs').length,
    strategy: position['strategy'],
  };
  const { positionSide, open, direction, legs, strategy } = episode;
  expect({ positionSide, open, direction, legs: legs.length, strategy }).to.deep.equal(told);
  for (const [value, field] of [
    [episode.realizedUsd, 'realized_usd'],
    [episode.recomputedUsd, 'realized_usd'],
    [episode.closeFeesUsd, 'close_fees_usd'],
    [episode.openFeesUsd, 'open_fees_usd'],
    [episode.fundingUsd, 'funding_usd'],
    [episode.quantity, 'closed_quantity'],
    [episode.entryPrice, 'entry_price'],
  ] as const) {
    expect(value, field).to.be.closeTo(numberOf(position, field), 1e-9);
  }
  if (position['exit_ts'] !== null) expect(episode.ts).to.equal(numberOf(position, 'exit_ts') * 1000);
}
