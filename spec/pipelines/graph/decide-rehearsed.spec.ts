import { expect } from 'chai';
import fc from 'fast-check';
import { map, Subject } from 'rxjs';
import type { Rehearsing } from '../../../operators/core/machine';
import { tickAt, type CountedTick, type Schedule } from '../../../operators/ticks/tick-every';
import { decide } from '../../../pipelines/graph/decide';
import type { Batch } from '../../../src/model/event';
import { bytes, desk, EVENTS, grid, told } from './decide-made';
import { batch, close } from '../../operators/made';
import { marbles } from '../../operators/marbles';

type Rehearsal = CountedTick | Rehearsing;
const part = (asOf: number, n: number): Rehearsing => ({ kind: 'rehearsing', asOf, part: n });

describe('decide, asked out of turn', () => {
  it('says a frame out of turn when it is asked to', () => {
    marbles(({ cold, hot, expectObservable }) => {
      const source = cold('    -a---b---|', {
        a: batch('A', [close('c1', { ts: 5 }), close('c2', { ts: 9 })]),
        b: batch('A', [close('c3', { ts: 12 })], { ended: false }),
      });
      const rehearsal$ = hot<Rehearsal>(' --pr----|', { p: part(8, 0), r: tickAt(8) });
      const expected = '       ---r-t---(e|)';
      const frame$ = decide(source, desk, { ...grid, sources: ['A'], answered: 0 }, rehearsal$);
      expectObservable(frame$.pipe(map(told))).toBe(expected, {
        r: '8: 1 trades, 4 files',
        t: '10: 2 trades, 4 files',
        e: '12: 3 trades, 4 files',
      });
    });
  });

  it('a frame out of turn changes not a byte of any other, whenever it is asked for, and of whatever moment', () => {
    const schedule: Schedule = { ...grid, sources: ['A'] };
    const saidWith = (asked: readonly (readonly Rehearsal[])[]): readonly string[] => {
      const batch$ = new Subject<Batch>();
      const rehearsal$ = new Subject<Rehearsal>();
      const said: string[] = [];
      decide(batch$, desk, schedule, rehearsal$).subscribe((frame) => {
        if (Number.isInteger(frame.asOf)) said.push(bytes(frame));
      });
      EVENTS.forEach((event, i) => {
        batch$.next(batch('A', [event], { ended: false }));
        for (const fact of asked[i] ?? []) rehearsal$.next(fact);
      });
      batch$.complete();
      return said;
    };
    const usual = saidWith([]);
    const moment = fc.integer({ min: -5, max: 60 }).map((ts) => ts + 0.5);
    const rehearsal = fc.oneof(
      moment.map((asOf) => tickAt(asOf)),
      fc.tuple(moment, fc.nat(5)).map(([asOf, n]) => part(asOf, n)),
    );
    const some = fc.array(rehearsal, { maxLength: 3 });
    fc.assert(
      fc.property(fc.array(some, { maxLength: EVENTS.length }), (asked) => {
        expect(saidWith(asked)).to.deep.equal(usual);
      }),
    );
    expect(usual).to.have.length(4);
  });
});
