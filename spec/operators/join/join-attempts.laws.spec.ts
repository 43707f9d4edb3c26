import { expect } from 'chai';
import fc from 'fast-check';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { symbolLedger } from '../../../operators/ledger/symbol-ledger';
import { machineStepper } from '../../../operators/core/machine';
import type { Route } from '../../../src/model/route';
import type { Trade } from '../../../src/model/trade';
import { durationMs, settingsFrom } from '../../../src/model/fund/settings';
import { deskOf, MINUTE, tick } from '../made';
import { episodeText, rows, type Row } from './random-rows';

const settings = settingsFrom({ windows: ['5m'], horizon: '10m' });
const HORIZON = 10 * MINUTE;
const LATENESS = durationMs(settings.lateness);

/** The router row of a trade by the book: each id in turn, of its rows the latest that counts. */
function rowByTheBook({ episode }: Trade, routes: readonly Route[]): string | undefined {
  for (const { attemptId, intentId } of [...episode.entryAttempts, ...episode.exitAttempts])
    for (const id of [attemptId, intentId]) {
      const [latest] = routes
        .filter(({ links, ts }) => id !== undefined && links.includes(id) && ts <= episode.ts + LATENESS)
        .sort((a, b) => b.ts - a.ts || (a.line < b.line ? 1 : -1));
      if (latest !== undefined) return latest.line;
    }
  return undefined;
}

const history = fc.array(fc.record({ rows, ahead: fc.nat({ max: 9 }) }), { maxLength: 6 });

describe('joinAttempts against the join by the book', () => {
  it('its changelog adds up to the positions of a run over all rows, each with its row, at each tick', () => {
    let retracted = 0;
    let joined = 0;
    fc.assert(
      fc.property(history, (batches) => {
        const step = machineStepper(joinAttempts(deskOf({ settings })));
        const standing = new Set<Trade>();
        const routes = new Map<string, Route>();
        let all: readonly Row[] = [];
        let asOf = 0;
        for (const { rows: some, ahead } of batches) {
          asOf = Math.max(asOf, ...some.map(({ ts }) => ts)) + ahead * MINUTE;
          const arrived = some.filter(({ ts }) => ts > asOf - HORIZON);
          all = [...all, ...arrived].filter(({ ts }) => ts > asOf - HORIZON);
          for (const change of step([...some, tick(asOf)]).flat()) {
            if (change.kind === 'trade') {
              if (change.before !== undefined) expect(standing.delete(change.before)).to.equal(true);
              standing.add(change.trade);
            } else if (change.kind === 'untrade') {
              retracted++;
              expect(standing.delete(change.trade)).to.equal(true);
            } else if (change.kind === 'routed') routes.set(change.route.line, change.route);
            else if (change.kind === 'unrouted') expect(routes.delete(change.route.line)).to.equal(true);
          }
          const once = [...new Map(all.map((row) => [`${row.kind} ${row.line}`, row])).values()];
          const { episodes } = symbolLedger(
            once.filter((row) => row.kind === 'close'),
            once.filter((row) => row.kind === 'fill'),
            asOf,
          );
          expect([...standing].map(({ episode }) => episode.id).sort()).to.deep.equal(
            episodes.map(({ id }) => id).sort(),
          );
          const expected = new Map(episodes.map((episode) => [`${episode.ts} ${episode.id}`, episode]));
          for (const trade of standing) {
            const episode = expected.get(`${trade.ts} ${trade.id}`);
            expect(episode && episodeText(episode)).to.equal(episodeText(trade.episode));
            expect(trade.route?.line).to.equal(rowByTheBook(trade, [...routes.values()]));
            if (trade.route !== undefined) joined++;
          }
        }
      }),
      { numRuns: 700 },
    );
    expect(retracted, 'trades were retracted').to.be.above(100);
    expect(joined, 'trades were joined').to.be.above(100);
  });
});
