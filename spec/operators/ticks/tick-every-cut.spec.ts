import { expect } from 'chai';
import fc from 'fast-check';
import type { Batch, MarketEvent } from '../../../src/model/event';
import { machineOver } from '../../../operators/core/machine';
import { tickEvery } from '../../../operators/ticks/tick-every';
import { batch, close } from '../made';

/** A row of a source: most make an event, some (acks, fills) only move time along. */
interface Row {
  readonly ts: number;
  readonly event: boolean;
}

const row: fc.Arbitrary<Row> = fc.record({ ts: fc.integer({ min: 1, max: 60 }), event: fc.boolean() });
const source = fc.array(row, { minLength: 1, maxLength: 10 });
const cuts = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 12, maxLength: 12 });

/** Rows in order of time (a source keeps its promise), read a few at a time. */
function reads(name: string, rows: readonly Row[], sizes: readonly number[]): Batch[] {
  return readsInOrder(
    name,
    [...rows].sort((a, b) => a.ts - b.ts),
    sizes,
  );
}

/** As a reader gives them, that says of a late row which watermark it has missed. */
function readsInOrder(
  name: string,
  rows: readonly Row[],
  sizes: readonly number[],
  latenessMs = Infinity,
): Batch[] {
  const batches: Batch[] = [];
  let from = 0;
  let reached = -Infinity;
  for (const size of sizes) {
    const some = rows.slice(from, from + size);
    from += size;
    if (some.length === 0) break;
    const lateFrom = new Map<MarketEvent, number>();
    const events: MarketEvent[] = some.flatMap((each) => {
      const event = close(`${name}${each.ts}`, { ts: each.ts });
      const watermark = reached - latenessMs;
      if (each.event && each.ts < watermark) lateFrom.set(event, watermark);
      reached = Math.max(reached, each.ts);
      return each.event ? [event] : [];
    });
    batches.push(
      batch(name, events, {
        first: some[0]?.ts ?? Infinity,
        latest: Math.max(...some.map((each) => each.ts)),
        lateFrom,
      }),
    );
  }
  return [...batches, { ...batch(name, []), ended: true }];
}

function inTurns(left: Batch[], right: Batch[], turns: Iterator<boolean>): readonly Batch[] {
  const mixed: Batch[] = [];
  while (left.length + right.length > 0) {
    const next = turns.next().value === true ? left.shift() : right.shift();
    if (next !== undefined) mixed.push(next);
  }
  return mixed;
}

/** For each tick, the events that had come by then. */
function seenAtTicks(batches: readonly Batch[], latenessMs: number): ReadonlyMap<number, string> {
  const schedule = { sources: ['A', 'B'], everyMs: 7, latenessMs, asOf: undefined };
  const seen: string[] = [];
  const atTicks = new Map<number, string>();
  for (const moment of machineOver(tickEvery(schedule), batches).flat()) {
    if (moment.kind === 'tick') atTicks.set(moment.asOf, [...seen].sort().join(' '));
    else if (moment.kind === 'close') seen.push(moment.id);
  }
  return atTicks;
}

describe('tickEvery: where the stream is cut is invisible', () => {
  it('the same rows give the same ticks with the same events, however they are read', () => {
    fc.assert(
      fc.property(source, source, cuts, cuts, fc.constantFrom(0, 5), (a, b, cutA, cutB, latenessMs) => {
        const whole = [...reads('A', a, [99]), ...reads('B', b, [99])];
        const pieces = [...reads('A', a, cutA), ...reads('B', b, cutB)];
        expect(seenAtTicks(pieces, latenessMs)).to.deep.equal(seenAtTicks(whole, latenessMs));
      }),
      { numRuns: 300 },
    );
  });

  it('so it is when rows come out of order, as far as their source’s lateness allows', () => {
    const jitter = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 10, maxLength: 10 });
    fc.assert(
      fc.property(source, source, cuts, cuts, jitter, (a, b, cutA, cutB, jitters) => {
        const disordered = (rows: readonly Row[]): readonly Row[] =>
          rows
            .map((each, i) => ({ ...each, written: each.ts + (jitters[i] ?? 0) }))
            .sort((x, y) => x.written - y.written);
        const whole = [...readsInOrder('A', disordered(a), [99]), ...readsInOrder('B', disordered(b), [99])];
        const pieces = [...readsInOrder('A', disordered(a), cutA), ...readsInOrder('B', disordered(b), cutB)];
        expect(seenAtTicks(pieces, 5)).to.deep.equal(seenAtTicks(whole, 5));
      }),
      { numRuns: 300 },
    );
  });

  it('so it is when rows come in any order, however late, and the sources take turns in any way', () => {
    const turn = fc.infiniteStream(fc.boolean());
    fc.assert(
      fc.property(
        source,
        source,
        cuts,
        cuts,
        turn,
        fc.constantFrom(0, 5),
        (a, b, cutA, cutB, turns, lateness) => {
          const whole = [...readsInOrder('A', a, [99], lateness), ...readsInOrder('B', b, [99], lateness)];
          const pieces = inTurns(
            readsInOrder('A', a, cutA, lateness),
            readsInOrder('B', b, cutB, lateness),
            turns,
          );
          expect(seenAtTicks(pieces, lateness)).to.deep.equal(seenAtTicks(whole, lateness));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('the sources may take turns in any way', () => {
    fc.assert(
      fc.property(source, source, cuts, fc.infiniteStream(fc.boolean()), (a, b, cut, turns) => {
        const left = reads('A', a, cut);
        const right = reads('B', b, cut);
        const mixed = inTurns(left, right, turns);
        const apart = [...reads('A', a, [99]), ...reads('B', b, [99])];
        expect(seenAtTicks(mixed, 0)).to.deep.equal(seenAtTicks(apart, 0));
      }),
      { numRuns: 300 },
    );
  });

  it('at a tick T exactly the events with ts ≤ T have come', () => {
    fc.assert(
      fc.property(source, source, cuts, cuts, (a, b, cutA, cutB) => {
        const all = [...reads('A', a, [99]), ...reads('B', b, [99])].flatMap((read) => read.events);
        const atTicks = seenAtTicks([...reads('A', a, cutA), ...reads('B', b, cutB)], 0);
        for (const [asOf, seen] of atTicks) {
          const due = all.flatMap((event) => (event.kind === 'close' && event.ts <= asOf ? [event.id] : []));
          expect(seen).to.equal(due.sort().join(' '));
        }
      }),
      { numRuns: 300 },
    );
  });
});
