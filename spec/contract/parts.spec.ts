import { join } from 'node:path';
import { expect } from 'chai';
import { groupView } from '../../operators/expectancy/group-view';
import { replay } from '../../pipelines/replay/replay';
import { tradesOf } from '../../pipelines/replay/trades';
import { tradeRecord } from '../../pipelines/export/trade-record';
import { loadDesk } from '../../src/io/config/load-desk';
import type { Desk } from '../../src/model/fund/desk';
import { rounded } from '../../src/model/math/round';
import type { Trade } from '../../src/model/trade';
import { DAY, SECOND } from '../../src/model/values/time';
import { windowSince } from '../../src/model/values/window';
import { runsOf } from '../campaign';
import { NOW, onSimulated } from '../pipelines/evaluate/simulated-logs';
import { Seeded } from './random/seeded';
import { publishedOf } from './replayed';
import { sharedData } from './shared-data';

/** Any part of a history is a part of the whole: at every moment the trades up to it and those after it are all trades. */

/** Trades of one close, that a close told twice or a row of their attempt may still change. */
const UNSETTLED_MS = 15 * SECOND;
const CUTS = runsOf('parts');

interface Fund {
  readonly logs: string;
  readonly desk: (window: string) => Promise<Desk>;
}

async function tradesIn({ logs, desk }: Fund, window: string, asOf?: number): Promise<readonly Trade[]> {
  return (await tradesOf({ logs, desk: await desk(window), asOf, now: NOW })).trades;
}

const texts = (trades: readonly Trade[]): readonly string[] =>
  trades.map((trade) => JSON.stringify(tradeRecord(trade)));

const keyOf = ({ symbol, ts }: Trade): string => `${symbol} ${ts}`;

/** Moments between the first and the last trade, none of which comes shortly after a trade. */
function cutsOf(trades: readonly Trade[], rng: Seeded): readonly number[] {
  const [first = 0, last = 0] = [trades[0]?.ts, trades.at(-1)?.ts];
  const cuts: number[] = [];
  while (cuts.length < CUTS) {
    const cut = rng.int(first, last);
    if (!trades.some(({ ts }) => Math.abs(cut - ts) < UNSETTLED_MS)) cuts.push(cut);
  }
  return cuts;
}

async function holdsAtEveryCut(fund: Fund, seed: number): Promise<void> {
  const all = await tradesIn(fund, 'all');
  for (const cut of cutsOf(all, new Seeded(seed))) {
    const after = await tradesIn(fund, windowSince(cut + 1).name);
    expect(texts(after), 'what closed after the cut').to.deep.equal(texts(all.filter(({ ts }) => ts > cut)));
    const upTo = await tradesIn(fund, 'all', cut);
    const open = new Set(upTo.filter((trade) => trade.open).map(keyOf));
    const ended = upTo.filter((trade) => !open.has(keyOf(trade)));
    const before = all.filter((trade) => trade.ts <= cut && !open.has(keyOf(trade)));
    expect(ended.map(keyOf), 'what had ended by the cut').to.deep.equal(before.map(keyOf));
    // Dust that was closed later is a further leg of the same position.
    const later = new Set(before.filter(({ legs }, i) => legs !== ended[i]?.legs).map(keyOf));
    const whole = (trades: readonly Trade[]) => texts(trades.filter((trade) => !later.has(keyOf(trade))));
    expect(whole(ended), 'each as it is in the whole').to.deep.equal(whole(before));
    expect(later.size).to.be.lessThan(3);
    expect(open.size, 'positions that are open in part').to.be.lessThan(upTo.length / 4);
  }
}

/** The groups of a part are those of its trades. */
async function hasGroupsOfItsTrades(fund: Fund, since: number, until: number): Promise<void> {
  const window = windowSince(since).name;
  const trades = await tradesIn(fund, window, until);
  const desk = await fund.desk(window);
  const { frame } = await replay({ logs: fund.logs, desk, asOf: until, now: NOW });
  const { expectancy } = publishedOf(frame);
  expect(expectancy).to.include({ window, lookback_hours: null, lookback_days: null });
  expect(expectancy.sample_count).to.equal(trades.length).and.to.be.greaterThan(0);
  const symbols = [...new Set(trades.map(({ symbol }) => symbol))].sort();
  expect(Object.keys(expectancy.symbols)).to.deep.equal(symbols);
  for (const symbol of symbols) {
    const own = trades.filter((trade) => trade.symbol === symbol);
    const { count, net_pnl_usd, wins, avg_r, r_interval, edge } = rounded(groupView(own, desk.settings));
    expect(expectancy.symbols[symbol], symbol).to.deep.include({ count, net_pnl_usd, wins, edge });
    expect(expectancy.symbols[symbol], symbol).to.deep.include({ avg_r, r_interval });
  }
  const whole = await tradesIn(fund, 'all', until);
  expect(texts(trades)).to.deep.equal(texts(whole.filter(({ ts }) => ts >= since)));
}

describe('a part of the history', function () {
  this.timeout(120_000);

  for (const seed of [3, 4].slice(0, CUTS - 1))
    it(`of a simulated fund of 40 days (seed ${seed})`, () =>
      onSimulated({ seed, days: 40 }, async (dir) => {
        const fund: Fund = {
          logs: join(dir),
          desk: async (window) => {
            const { desk } = await loadDesk(join(dir, 'config'), window);
            if (desk === undefined) throw new Error('the simulated config has errors');
            return desk;
          },
        };
        await holdsAtEveryCut(fund, seed);
        const [first] = await tradesIn(fund, 'all');
        await hasGroupsOfItsTrades(fund, (first?.ts ?? 0) + 5 * DAY, (first?.ts ?? 0) + 9 * DAY);
      }));

  it('of the 400 real trades, of which a window of everything shows each', async function () {
    const real = sharedData('real');
    if (real === undefined) return this.skip();
    const fund: Fund = {
      logs: join(real, 'logs'),
      desk: async (window) => {
        const { desk } = await loadDesk(join(real, 'config'), window);
        if (desk === undefined) throw new Error('the real config has errors');
        return desk;
      },
    };
    expect(await tradesIn(fund, 'all')).to.have.length(400);
    await holdsAtEveryCut(fund, 1);
    await hasGroupsOfItsTrades(fund, Date.UTC(2025, 11, 20), Date.UTC(2025, 11, 25));
    const { windowNotes } = await tradesOf({
      ...{ logs: fund.logs, desk: await fund.desk('last_200'), now: NOW },
    });
    expect(windowNotes).to.deep.equal([]);
    expect(await tradesIn(fund, 'last_390')).to.have.length(390);
  });
});
