import { expect } from 'chai';
import fc from 'fast-check';
import type { Trade } from '../../../src/model/trade';
import { settingsFrom } from '../../../src/model/fund/settings';
import { joined } from '../../../operators/join/joined';
import { joinAttempts, type JoinedChange } from '../../../operators/join/join-attempts';
import { machineOver } from '../../../operators/core/machine';
import { deskOf, MINUTE, tick } from '../made';
import { aClose, aFill, rows, wordsOf, type Row } from './random-rows';

const desk = deskOf({ settings: settingsFrom({ windows: ['5m'], horizon: '10m' }) });
const HORIZON = 10 * MINUTE;
const ASOF = 24 * MINUTE;

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

const shuffling = (all: readonly Row[]): fc.Arbitrary<readonly [readonly Row[], readonly Row[]]> =>
  fc.tuple(fc.constant(all), fc.shuffledSubarray([...all], { minLength: all.length }));
const shuffled = rows.chain(shuffling);

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

  it('nor do counts, digest and warnings of closes and fills', () => {
    const orders = fc.array(fc.oneof(aClose, aFill), { maxLength: 9 }).chain(shuffling);
    fc.assert(
      fc.property(orders, ([all, other]) => {
        const last = (each: readonly Row[]) =>
          machineOver(joinAttempts(desk), [each, [tick(ASOF)]])
            .flat()
            .slice(-2);
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
