import { expect } from 'chai';
import fc from 'fast-check';
import type { Close, Fill } from '../../../src/model/event';
import type { Route } from '../../../src/model/route';
import type { Trade } from '../../../src/model/trade';
import { settingsFrom } from '../../../src/model/fund/settings';
import { joined } from '../../../operators/join/joined';
import { joinAttempts, type JoinedChange } from '../../../operators/join/join-attempts';
import { machineOver } from '../../../operators/core/machine';
import { close, deskOf, fill, MINUTE, route, tick } from '../made';

const desk = deskOf({ settings: settingsFrom({ windows: ['5m'], horizon: '10m' }) });
const HORIZON = 10 * MINUTE;
const ASOF = 24 * MINUTE;

type Row = Close | Fill | Route;

// Few ids and moments, so that duplicates, corrections, parts, joins and evictions abound.
const some = (names: string) => fc.constantFrom(...names.split(' '));
const maybe = (names: string) => fc.option(some(names), { nil: undefined });
const when = fc.constantFrom(0, 7, 14, 15, 24);
const size = fc.option(fc.integer({ min: -2, max: 2 }), { nil: undefined });
const aClose: fc.Arbitrary<Close> = fc
  .record({
    when,
    told: fc.constantFrom(0, 1, 10),
    orderId: maybe('o p'),
    attemptId: maybe('a b'),
    origin: fc.constantFrom('order' as const, 'metric' as const),
    realizedUsd: fc.option(fc.integer({ min: -1, max: 1 }), { nil: undefined }),
    sizeBefore: size,
    sizeAfter: size,
  })
  .map(({ when: at, told, ...over }) => {
    const line = JSON.stringify([at, told, ...Object.values(over).map((value) => value ?? null)]);
    return close(line, { ts: at * MINUTE, toldTs: (at + told) * MINUTE, ...over });
  });
const aFill: fc.Arbitrary<Fill> = fc
  .record({
    when,
    orderId: some('o p q r'),
    attemptId: maybe('a b'),
    side: fc.constantFrom('BUY' as const, 'SELL' as const),
    qty: fc.integer({ min: 1, max: 3 }),
  })
  .map(({ when: at, ...over }) =>
    fill(JSON.stringify([at, ...Object.values(over)]), { ts: at * MINUTE, ...over }),
  );
const aRoute: fc.Arbitrary<Route> = fc
  .record({ when, attempt: some('a b'), intent: maybe('a b'), line: some('x y z') })
  .map(({ when: at, attempt, intent, line }) =>
    route(`${attempt} ${at}`, {
      ts: at * MINUTE,
      links: [...new Set([attempt, ...(intent === undefined ? [] : [intent])])],
      line: `${line} ${attempt} ${at} ${intent ?? ''}`,
    }),
  );
const rows: fc.Arbitrary<Row[]> = fc.array(fc.oneof(aClose, aFill, aRoute), { maxLength: 9 });

const wordsOf = ({ episode, route: row, ...trade }: Trade): string =>
  JSON.stringify([{ ...episode, legs: episode.legs.length }, row?.line ?? null, trade.regimeOf]);

const shown = (all: readonly Row[], asOf: number): readonly string[] => {
  const { trades, routes } = joined(all, desk, asOf);
  return [...trades.map(wordsOf), ...routes.map((each) => `${each.id} ${each.line}`)];
};

/** What stands after these changes. Each revision and retraction must name what it replaces. */
function standing(changes: readonly JoinedChange[]): readonly string[] {
  const trades = new Map<string, Trade>();
  for (const change of changes) {
    if (change.kind !== 'trade' && change.kind !== 'untrade') continue;
    const place = `${change.trade.ts} ${change.trade.symbol} ${change.trade.id}`;
    if (change.kind === 'trade') {
      expect(change.before).to.equal(trades.get(place));
      trades.set(place, change.trade);
    } else {
      expect(change.trade).to.equal(trades.get(place));
      trades.delete(place);
    }
  }
  return [...trades.values()].map(wordsOf).sort();
}

const shuffled = rows.chain((all) =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
);

describe('joinAttempts: what counts does not depend on how it came', () => {
  it('any order, and any row again, gives the same trades with the same rows', () => {
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const once = shown(all, ASOF);
        expect(shown(other, ASOF)).to.deep.equal(once);
        expect(shown([...other, ...all], ASOF)).to.deep.equal(once);
      }),
      { numRuns: 1500 },
    );
  });

  it('nor do counts, digest and warnings depend on the order', () => {
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        const last = (each: readonly Row[]) =>
          machineOver(joinAttempts(desk), [each, [tick(ASOF)]])
            .flat()
            .at(-1);
        expect(last(other)).to.deep.equal(last(all));
      }),
      { numRuns: 500 },
    );
  });

  it('what came before the horizon changes nothing', () => {
    fc.assert(
      fc.property(rows, (all) => {
        const inside = all.filter((row) => row.ts > ASOF - HORIZON);
        expect(shown(all, ASOF)).to.deep.equal(shown(inside, ASOF));
      }),
      { numRuns: 1000 },
    );
  });

  it('ticks on the way, and late rows, change nothing: each revision names what it replaces', () => {
    const cut = fc.tuple(shuffled, fc.integer({ min: 1, max: 6 }), fc.integer({ min: 0, max: 9 }));
    fc.assert(
      fc.property(cut, ([[all, other], everyMinutes, late]) => {
        const kept = other.slice(late).sort((a, b) => a.ts - b.ts);
        const moments: (readonly (Row | ReturnType<typeof tick>)[])[] = [];
        for (let until = everyMinutes; until < ASOF / MINUTE; until += everyMinutes) {
          const due = (row: Row): boolean =>
            row.ts <= until * MINUTE &&
            row.ts > (until - everyMinutes) * MINUTE - (until === everyMinutes ? 1 : 0);
          moments.push([...kept.filter(due), tick(until * MINUTE)]);
        }
        const rest = [...all, tick(ASOF)];
        const changes = machineOver(joinAttempts(desk), [...moments, rest]).flat();
        const { trades } = joined(all, desk, ASOF);
        expect(standing(changes)).to.deep.equal(trades.map(wordsOf).sort());
      }),
      { numRuns: 500 },
    );
  });
});
