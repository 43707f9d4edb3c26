import { expect } from 'chai';
import fc from 'fast-check';
import { firstValueFrom, from, lastValueFrom, map, of, Subject, toArray, type OperatorFunction } from 'rxjs';
import type { Batch, MarketEvent } from '../../src/model/event';
import type { Rehearsing } from '../../operators/machine';
import { tickAt, type CountedTick, type Schedule } from '../../operators/tick-every';
import { decide, type Frame } from '../../pipelines/decide';
import { publicationsOf } from '../../pipelines/publication';
import { itLivesLikeAnOperator } from './lifecycle';
import { batch, close, deskOf, equity, MINUTE, route } from './made';
import { marbles } from './marbles';

const universe = { universe: [{ symbol: 'BTCUSDT' }, { symbol: 'ETHUSDT', enabled: false }] };
const desk = deskOf({
  universe,
  limits: { global: { max_nav_pct: 0.2 } },
  registry: { s1: { capacity_usd: 50 } },
});
const grid: Schedule = { sources: ['A', 'B'], everyMs: 10, latenessMs: 0, asOf: undefined };

const frames =
  (schedule: Schedule): OperatorFunction<Batch, Frame> =>
  (batch$) =>
    decide(batch$, desk, schedule);
const bytes = (frame: Frame): string =>
  publicationsOf(frame)
    .map(({ text }) => text)
    .join('');
/** A frame in a few words: its time, what it counts, and which files it has. */
const told = (frame: Frame): string => {
  const { expectancy } = frame.files;
  const count = expectancy.kind === 'answered' ? String(expectancy.value.sample_count) : 'failed';
  return `${frame.asOf}: ${count} trades, ${publicationsOf(frame).length} files`;
};

type Rehearsal = CountedTick | Rehearsing;
const part = (asOf: number, n: number): Rehearsing => ({ kind: 'rehearsing', asOf, part: n });

const EVENTS: readonly MarketEvent[] = [
  equity(1, 100, { peakUsd: 104 }),
  route('r1', {
    ts: 2,
    links: ['a'],
    makerStart: true,
    makerFinal: true,
    slippageBps: 2,
    feesUsd: 1,
    notionalUsd: 1000,
  }),
  close('c1', { ts: 8, link: 'a', realizedUsd: 2, feesUsd: 0.1, strategy: 's1' }),
  close('c2', { ts: 15, realizedUsd: -1, symbol: 'ETHUSDT' }),
  route('r2', { ts: 22, symbol: 'ETHUSDT', usedFallback: true, makerStart: true, ackMs: 90 }),
  close('c3', { ts: 31, link: 'b', realizedUsd: 0, strategy: 's1' }),
];

describe('decide', () => {
  describe('as an operator', () => {
    itLivesLikeAnOperator({
      operator: () => (batch$) => batch$.pipe(frames({ ...grid, sources: ['A'] }), map(told)),
      input: batch('A', [close('c', { ts: 10 }), close('d', { ts: 11 })]),
      output: '10: 1 trades, 4 files',
      atEnd: ['11: 2 trades, 4 files'],
      atOnce: ['0: 0 trades, 4 files'],
    });
  });

  it('says one frame a tick, of all four files, when the last source has promised past it', () => {
    marbles(({ cold, expectObservable, expectSubscriptions }) => {
      const reads = {
        a: batch('A', [close('c1', { ts: 5 }), close('c2', { ts: 25 })]),
        b: batch('B', [route('r', { ts: 12 })]),
        c: batch('B', [route('s', { ts: 40 })]),
      };
      const source = cold('  -a-b-c---|', reads);
      const subs = '         ^--------!';
      const expected = '     ---x-y---(uv|)';
      expectObservable(source.pipe(frames(grid), map(told))).toBe(expected, {
        x: '10: 1 trades, 4 files',
        y: '20: 1 trades, 4 files',
        u: '30: 2 trades, 4 files',
        v: '40: 2 trades, 4 files',
      });
      expectSubscriptions(source.subscriptions).toBe(subs);
    });
  });

  it('every file of a frame is of the same moment', async () => {
    const all = await lastValueFrom(
      of(batch('A', EVENTS)).pipe(frames({ ...grid, sources: ['A'] }), toArray()),
    );
    expect(all.map((frame) => frame.asOf)).to.deep.equal([10, 20, 30, 31]);
    for (const frame of all) {
      expect(publicationsOf(frame).map(({ file }) => file.updated_ts)).to.deep.equal(
        Array.from({ length: 4 }, () => frame.asOf / 1000),
      );
      const digests = publicationsOf(frame).map(({ file }) => file.metadata.events_digest);
      expect(new Set(digests).size).to.equal(1);
    }
  });

  it('a cold synchronous source reaches every branch', async () => {
    const frame = await lastValueFrom(of(batch('A', EVENTS)).pipe(frames({ ...grid, everyMs: undefined })));
    const { expectancy, scores, suggestions, allocation } = frame.files;
    if (expectancy.kind === 'failed' || scores.kind === 'failed') throw new Error('failed');
    if (suggestions.kind === 'failed' || allocation.kind === 'failed') throw new Error('failed');
    expect(expectancy.value.sample_count).to.equal(3);
    expect(scores.value.account.equity_usd).to.equal(100);
    expect(suggestions.value.symbols.map((row) => row.metrics.sample_count)).to.deep.equal([1, 1]);
    expect(allocation.value.symbols.map((row) => row.symbol).sort()).to.deep.equal(['BTCUSDT', 'ETHUSDT']);
  });

  it('the same events give the same bytes: one by one, at once, in any order, with or without ticks between', async () => {
    const sparse: Schedule = { sources: ['A'], everyMs: undefined, latenessMs: 0, asOf: 40 };
    const last = async (batches: readonly Batch[], schedule: Schedule): Promise<string> =>
      bytes(await lastValueFrom(from(batches).pipe(frames(schedule))));
    const whole = await last([batch('A', EVENTS)], sparse);
    const one = EVENTS.map((event) => batch('A', [event]));
    expect(await last(one, sparse)).to.equal(whole);
    expect(await last([...one].reverse(), sparse)).to.equal(whole);
    expect(await last(one, { ...sparse, everyMs: 7 })).to.equal(whole);
    const apart = EVENTS.map((event) => batch(event.kind === 'close' ? 'A' : 'B', [event]));
    expect(await last(apart, { ...sparse, sources: ['A', 'B'], everyMs: 7 })).to.equal(whole);
  });

  it('what comes after asOf has no part in a single byte', async () => {
    const at = (asOf: number): Schedule => ({ sources: ['A'], everyMs: undefined, latenessMs: 0, asOf });
    const before = EVENTS.filter((event) => event.ts <= 15);
    const all = await lastValueFrom(of(batch('A', EVENTS)).pipe(frames(at(15))));
    const some = await lastValueFrom(of(batch('A', before)).pipe(frames(at(15))));
    expect(bytes(all)).to.equal(bytes(some));
  });

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

  it('a stage that throws answers with a Failed; what needs it fails likewise, the rest is published', async () => {
    // An exposure beyond all measure: the account's weights are not finite.
    const positions = {
      kind: 'positions' as const,
      ts: 3,
      text: '',
      exposureUsd: new Map([['BTCUSDT', 1e308]]),
    };
    const events = [equity(1, 1e-9), positions, close('c', { ts: 5 })];
    const schedule = { sources: ['A'], everyMs: undefined, latenessMs: 0, asOf: 5 };
    const { files } = await firstValueFrom(of(batch('A', events)).pipe(frames(schedule)));
    expect(files.expectancy.kind).to.equal('answered');
    for (const file of [files.scores, files.suggestions, files.allocation])
      expect(file).to.include({ kind: 'failed', stage: 'account', asOf: 5 });
  });

  it('after a failed tick the next one is answered', async () => {
    const positions = (exposure: number, ts: number) => ({
      kind: 'positions' as const,
      ts,
      text: '',
      exposureUsd: new Map([['BTCUSDT', exposure]]),
    });
    const events = [
      equity(1, 1e-9),
      positions(1e308, 3),
      close('c', { ts: 5 }),
      positions(1, 15),
      close('d', { ts: 21 }),
    ];
    const all = await lastValueFrom(
      of(batch('A', events)).pipe(frames({ ...grid, sources: ['A'] }), toArray()),
    );
    expect(all.map((frame) => frame.files.allocation.kind)).to.deep.equal(['failed', 'answered', 'answered']);
  });

  it('a mode once folded stands at every later tick', async () => {
    const events = [equity(MINUTE, 100), equity(2 * MINUTE, 89), close('c', { ts: 3 * MINUTE })];
    const schedule = { sources: ['A'], everyMs: MINUTE, latenessMs: 0, asOf: undefined };
    const all = await lastValueFrom(
      of(batch('A', events, { first: MINUTE })).pipe(frames(schedule), toArray()),
    );
    const modes = all.map(({ files }) =>
      files.scores.kind === 'answered' ? files.scores.value.account.risk_mode : '',
    );
    expect(modes).to.deep.equal(['normal', 'defensive', 'defensive']);
  });
});
