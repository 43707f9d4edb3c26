import { expect } from 'chai';
import { firstValueFrom, from, lastValueFrom, map, of, toArray, type OperatorFunction } from 'rxjs';
import type { Batch, MarketEvent, PositionsSnapshot } from '../../../src/model/event';
import type { Schedule } from '../../../operators/ticks/tick-every';
import { decide, type Frame } from '../../../pipelines/graph/decide';
import { publicationsOf } from '../../../pipelines/publish/publication';
import { bytes, desk, EVENTS, grid, told } from './decide-made';
import { itLivesLikeAnOperator } from '../../operators/lifecycle';
import { batch, close, equity, fill, MINUTE, route } from '../../operators/made';
import { marbles } from '../../operators/marbles';

const frames =
  (schedule: Schedule): OperatorFunction<Batch, Frame> =>
  (batch$) =>
    decide(batch$, desk, schedule);

const POSITIONS = { kind: 'positions', text: '', usable: true } as const;

/** Positions that no row can bring: the account stage throws. */
function failing(ts: number): PositionsSnapshot {
  return {
    ...POSITIONS,
    ts,
    get exposureUsd(): never {
      throw new Error('planted');
    },
  };
}

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

  it('what is to be said of closes and fills stands in each file of its tick: digest and warnings', async () => {
    const all = [close('c1', { ts: 5, orderId: 'o' }), fill('f', { ts: 15 })];
    const warned = [...all, close('c2', { ts: 25, orderId: 'o', realizedUsd: 9 })];
    const metadataOf = async (events: readonly MarketEvent[]) => {
      const frame = await lastValueFrom(
        of(batch('A', events, { latest: 40 })).pipe(frames({ ...grid, sources: ['A'] })),
      );
      return publicationsOf(frame).map(({ file }) => file.metadata);
    };
    const [plain, other, odd] = await Promise.all([all, all.slice(0, 1), warned].map(metadataOf));
    expect(new Set([plain, other, odd].map((each) => each?.[0]?.events_digest)).size).to.equal(3);
    expect(plain?.map(({ warnings }) => warnings)).to.deep.equal([['last_n_short'], [], [], []]);
    const corrected = await metadataOf([...all, close('c2', { ts: 5, orderId: 'o', realizedUsd: 9 })]);
    const both = ['conflicting_closes', 'many_clipped'];
    expect(corrected.map(({ warnings }) => warnings)).to.deep.equal([
      ['conflicting_closes', 'last_n_short', 'many_clipped'],
      ...[both, both, both],
    ]);
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

  it('a stage that throws answers with a Failed; what needs it fails likewise, the rest is published', async () => {
    const events = [equity(1, 100), failing(3), close('c', { ts: 5 })];
    const schedule = { sources: ['A'], everyMs: undefined, latenessMs: 0, asOf: 5 };
    const { files } = await firstValueFrom(of(batch('A', events)).pipe(frames(schedule)));
    expect(files.expectancy.kind).to.equal('answered');
    for (const file of [files.scores, files.suggestions, files.allocation])
      expect(file).to.include({ kind: 'failed', stage: 'account', asOf: 5 });
  });

  it('after a failed tick the next one is answered', async () => {
    const sound = { ...POSITIONS, ts: 15, exposureUsd: new Map([['BTCUSDT', 1]]) };
    const events = [equity(1, 100), failing(3), close('c', { ts: 5 }), sound, close('d', { ts: 21 })];
    const all = await lastValueFrom(
      of(batch('A', events)).pipe(frames({ ...grid, sources: ['A'] }), toArray()),
    );
    expect(all.map((frame) => frame.files.allocation.kind)).to.deep.equal(['failed', 'answered', 'answered']);
  });

  it('a mode once folded stands at every later tick', async () => {
    const events = [
      equity(MINUTE, 100, { peakUsd: 100 }),
      equity(2 * MINUTE, 89),
      close('c', { ts: 3 * MINUTE }),
    ];
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
