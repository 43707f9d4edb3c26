import { expect } from 'chai';
import fc from 'fast-check';
import type { Close } from '../../../src/model/event';
import type { Route } from '../../../src/model/route';
import { settingsFrom } from '../../../src/model/fund/settings';
import { joined } from '../../../operators/join/joined';
import { joinAttempts } from '../../../operators/join/join-attempts';
import { machineOver } from '../../../operators/core/machine';
import { close, deskOf, MINUTE, route, tick } from '../made';

const desk = deskOf({ settings: settingsFrom({ windows: ['5m'], horizon: '10m' }) });
const HORIZON = 10 * MINUTE;

type Row = Close | Route;

// Few ids, attempts and moments, so that duplicates, conflicts, joins and evictions abound. An id fixes its ts.
const some = (names: string) => fc.constantFrom(...names.split(' '));
const when = fc.constantFrom(0, 7, 14, 15, 24);
const aClose: fc.Arbitrary<Close> = fc
  .record({
    id: some('c1 c2'),
    when,
    link: fc.option(some('a b'), { nil: undefined }),
    origin: fc.constantFrom('order', 'metric'),
    pnl: fc.option(fc.integer({ min: -2, max: 2 }), { nil: undefined }),
    line: some('x y z'),
  })
  .map(({ id, when: at, link, origin, pnl, line }) =>
    close(`${origin} ${id} ${at}`, {
      ts: at * MINUTE,
      link,
      origin: origin === 'metric' ? 'metric' : 'order',
      realizedUsd: pnl,
      line: `${line} ${origin} ${id} ${at} ${link ?? ''} ${pnl ?? ''}`,
    }),
  );
const aRoute: fc.Arbitrary<Route> = fc
  .record({
    id: some('r1'),
    when,
    attempt: some('a b'),
    intent: fc.option(some('a b'), { nil: undefined }),
    line: some('x y z'),
  })
  .map(({ id, when: at, attempt, intent, line }) =>
    route(`${id} ${attempt} ${at}`, {
      ts: at * MINUTE,
      links: [...new Set([attempt, ...(intent === undefined ? [] : [intent])])],
      line: `${line} ${id} ${attempt} ${at} ${intent ?? ''}`,
    }),
  );
const rows: fc.Arbitrary<Row[]> = fc.array(fc.oneof(aClose, aRoute), { maxLength: 9 });

const shown = (all: readonly Row[], asOf: number): readonly string[] => {
  const { trades, routes } = joined(all, desk, asOf);
  return [
    ...trades.map(
      (trade) => `${trade.id} "${trade.close.line}" ← ${trade.route?.id ?? '–'} ${trade.route?.line ?? ''}`,
    ),
    ...routes.map((each) => `${each.id} ${each.line}`),
  ];
};

describe('joinAttempts: what counts does not depend on how it came', () => {
  it('any order gives the same trades with the same rows', () => {
    const shuffled = rows.chain((all) =>
      fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
    );
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const asOf = 24 * MINUTE;
        expect(shown(other, asOf)).to.deep.equal(shown(all, asOf));
      }),
      { numRuns: 2000 },
    );
  });

  it('what came before the horizon changes nothing', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const asOf = 24 * MINUTE;
        const inside = all.filter((row) => row.ts > asOf - HORIZON);
        expect(shown(all, asOf)).to.deep.equal(shown(inside, asOf));
      }),
      { numRuns: 1000 },
    );
  });

  it('ticks on the way change nothing', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 6 }), (all, everyMinutes) => {
        const asOf = 24 * MINUTE;
        const sorted = [...all].sort((a, b) => a.ts - b.ts);
        const moments = Array.from({ length: 24 / everyMinutes }, (_, i) => {
          const until = (i + 1) * everyMinutes * MINUTE;
          const from = i === 0 ? -1 : until - everyMinutes * MINUTE;
          return [...sorted.filter((row) => row.ts > from && row.ts <= until), tick(until)];
        });
        const standing = new Map<string, string>();
        const rest = sorted.filter((row) => row.ts > moments.length * everyMinutes * MINUTE);
        for (const fact of machineOver(joinAttempts(desk), [...moments, [...rest, tick(asOf)]]).flat()) {
          if (fact.kind === 'trade')
            standing.set(fact.trade.id, `${fact.trade.close.line} ${fact.trade.route?.line ?? ''}`);
          else if (fact.kind === 'untrade') standing.delete(fact.trade.id);
        }
        const { trades } = joined(all, desk, asOf);
        const expected = trades.map(
          (trade) => [trade.id, `${trade.close.line} ${trade.route?.line ?? ''}`] as const,
        );
        expect(standing).to.deep.equal(new Map(expected));
      }),
      { numRuns: 500 },
    );
  });

  it('each revision names what it replaces', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const standing = new Map<string, unknown>();
        for (const fact of machineOver(joinAttempts(desk), [all, [tick(24 * MINUTE)]]).flat()) {
          if (fact.kind === 'trade') {
            expect(fact.before).to.equal(standing.get(fact.trade.id));
            standing.set(fact.trade.id, fact.trade);
          } else if (fact.kind === 'untrade') {
            expect(fact.trade).to.equal(standing.get(fact.trade.id));
            standing.delete(fact.trade.id);
          }
        }
      }),
      { numRuns: 500 },
    );
  });
});
