import { expect } from 'chai';
import fc from 'fast-check';
import { foldOver } from '../../../../operators/core/fold';
import type { TrackRecord } from '../../../../operators/score/track-record-schema';
import { keepScore, recordStart } from '../../../../operators/evidence/live/keep-score';
import { groupView } from '../../../../operators/expectancy/group-view';
import type { JoinedChange } from '../../../../operators/join/join-attempts';
import { settingsFrom, withPrimaryWindow, type Settings } from '../../../../src/model/fund/settings';
import { windowSince } from '../../../../src/model/values/window';
import type { Trade } from '../../../../src/model/trade';
import { DAY, MINUTE, tradeOf } from '../../made';

/** Windows of ten days and a horizon of 30: the record begins at a multiple of 15 days. */
const SETTINGS = settingsFrom({ windows: ['10d'], horizon: '30d' });
const START = 150 * DAY;
const ASOF = START + 16 * DAY;

const came = (trade: Trade): JoinedChange => ({ kind: 'trade', trade, before: undefined });
const recordOf = (trades: readonly Trade[], asOf = ASOF, settings: Settings = SETTINGS): TrackRecord =>
  foldOver(keepScore(settings), trades.map(came), asOf);

/** Trades of these R, one every ten minutes from `from` on. */
const every10min = (rs: readonly number[], from = START, symbol = 'A', prefix = symbol): readonly Trade[] =>
  rs.map((r, i) => tradeOf(r, from + i * 10 * MINUTE, { symbol, id: `${prefix}${String(i)}` }, SETTINGS));

const wave = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => ((i * 7) % 5) - 1.9);

describe('the score of claims', () => {
  it('is of every 20 trades of known R since the record began, each against the 20 after it', () => {
    const trades = every10min(wave(105));
    const { calibration } = recordOf(trades);
    expect(calibration).to.include({ claims: 4, next_trades: 20, miscalibrated: false, reason: null });
    expect(calibration.from_ts).to.equal(trades[19]?.ts);
    expect(calibration.to_ts).to.equal(trades[79]?.ts);
  });

  it('holds the chance that the files published then against what came', () => {
    const rs = [...wave(20), ...Array.from({ length: 20 }, () => 1)];
    const trades = every10min(rs);
    const { calibration } = recordOf(trades);
    const { p_dd, p_mean } = groupView(trades.slice(0, 20), SETTINGS);
    expect(calibration.p_dd).to.deep.include({ base_rate: 1, skill: null });
    expect(calibration.p_dd?.brier).to.be.closeTo((1 - p_dd) ** 2, 1e-8);
    expect(calibration.p_mean?.brier).to.be.closeTo((1 - p_mean) ** 2, 1e-8);
  });

  it('charges the outcome with its own clustered losses: a mean above the hurdle may miss it', () => {
    // Mean .1; 8 losses in a row weigh more than that.
    const next = [...Array.from({ length: 8 }, () => -1), ...Array.from({ length: 12 }, () => 10 / 12)];
    const { calibration } = recordOf(every10min([...wave(20), ...next]));
    expect([calibration.p_mean?.base_rate, calibration.p_dd?.base_rate]).to.deep.equal([1, 0]);
  });

  it('is of every trade where the window, or the horizon, has no end', () => {
    const trades = every10min(wave(105), START - 90 * DAY);
    const endless = settingsFrom({ windows: ['all'] });
    const { calibration } = recordOf(trades, ASOF, endless);
    expect(calibration).to.include({ claims: 4, reason: null, from_ts: trades[19]?.ts });
    const first = recordOf(trades.slice(0, 40), ASOF, endless).calibration;
    expect(first.p_dd?.bins[0]?.mean_p).to.be.closeTo(groupView(trades.slice(0, 20), endless).p_dd, 1e-8);
    const long = recordOf(trades, ASOF, settingsFrom({ windows: ['10d'], horizon: 'all' }));
    expect(long.calibration).to.include({ claims: 4, from_ts: trades[19]?.ts });
    const since = settingsFrom({ windows: ['1d'], horizon: 'all' });
    const window = withPrimaryWindow(since, windowSince(trades[30]?.ts ?? NaN));
    expect(recordOf(trades, ASOF, window).calibration).to.include({ claims: 3, from_ts: trades[39]?.ts });
    const fold = keepScore(endless);
    const kept = trades.map(came).reduce((state, change) => fold.step(state, change), fold.init());
    expect(fold.view(kept, ASOF), 'it never begins anew').to.equal(fold.view(kept, ASOF + 60 * DAY));
    expect(recordOf(trades).calibration, 'of the horizon there are none').to.include({ claims: 0 });
  });

  it('takes the window of its moment, also what came before the record', () => {
    const before = every10min(wave(30), START - 2 * DAY, 'A', 'before');
    const trades = every10min(wave(40));
    const with30 = groupView([...before, ...trades.slice(0, 20)], SETTINGS).p_dd;
    const { calibration } = recordOf([...before, ...trades]);
    expect(calibration.claims).to.equal(1);
    expect(calibration.p_dd?.bins[0]?.mean_p).to.be.closeTo(with30, 1e-9);
    expect(with30).to.not.be.closeTo(groupView(trades.slice(0, 20), SETTINGS).p_dd, 1e-3);
  });

  it('has no claims of trades without R, and says why there are none', () => {
    const unknown = wave(60).map((_, i) => tradeOf(undefined, START + i * MINUTE, { id: `u${String(i)}` }));
    expect(recordOf(unknown).calibration).to.include({ claims: 0, p_dd: null, reason: 'no_claims' });
    const last = settingsFrom({ windows: ['last_50'], horizon: '30d' });
    expect(recordOf(every10min(wave(60)), ASOF, last).calibration.reason).to.equal('window_counts_trades');
  });

  it('forgets a claim whose window has left the horizon', () => {
    const trades = every10min(wave(40));
    const claimed = trades[19]?.ts ?? 0;
    const lastMoment = claimed + 20 * DAY;
    // The record itself would begin 15 days later by then.
    expect(recordStart(lastMoment, 30 * DAY)).to.equal(START);
    expect(recordOf(trades, lastMoment).calibration.claims).to.equal(1);
    expect(recordOf(trades, lastMoment + 1).calibration.claims).to.equal(0);
  });
});

describe('the flag of a symbol', () => {
  it('says which way and since when, of that symbol alone', () => {
    const fell = [
      ...Array.from({ length: 60 }, (_, i) => 1 + (i % 2)),
      ...Array.from({ length: 20 }, () => -1),
    ];
    const trades = [...every10min(fell), ...every10min(wave(80), START, 'B')];
    const { drifts } = recordOf(trades);
    expect([...drifts.keys()]).to.deep.equal(['A']);
    expect(drifts.get('A')).to.include({ direction: 'down', since_ts: START + 600 * MINUTE });
  });
});

describe('the record', () => {
  it('begins at a multiple of half the horizon, half to one horizon ago', () => {
    fc.assert(
      fc.property(fc.nat(4e12), fc.integer({ min: 2, max: 90 }), (asOf, days) => {
        const horizon = days * DAY;
        const start = recordStart(asOf, horizon);
        expect(start % (horizon / 2)).to.equal(0);
        expect(start)
          .to.be.greaterThan(asOf - horizon)
          .and.at.most(asOf - horizon / 2);
      }),
    );
  });

  it('is another when a trade of its midst is withdrawn', () => {
    const trades = every10min(wave(70));
    const fold = keepScore(SETTINGS);
    let state = trades.map(came).reduce((known, change) => fold.step(known, change), fold.init());
    fold.view(state, ASOF);
    const [withdrawn] = trades.slice(30);
    if (withdrawn === undefined) throw new Error('no trade');
    state = fold.step(state, { kind: 'untrade', trade: withdrawn });
    const rest = trades.filter((trade) => trade !== withdrawn);
    expect(fold.view(state, ASOF)).to.deep.equal(recordOf(rest));
    expect(fold.view(state, ASOF)).to.not.deep.equal(recordOf(trades));
  });

  const HOURS = 60 * MINUTE;
  const some = fc.array(
    fc.record({
      hour: fc.integer({ min: 0, max: 45 * 24 }),
      r: fc.option(fc.integer({ min: -4, max: 4 }), { nil: undefined, freq: 9 }),
      symbol: fc.constantFrom('A', 'B'),
      late: fc.nat(48),
    }),
    { minLength: 150, maxLength: 400 },
  );

  it('is the same kept from tick to tick, with late trades and revisions, as made at once', () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 1, max: 90 }), (rows, everyHours) => {
        const all = rows.map(({ hour, r, symbol, late }, i) => ({
          trade: tradeOf(r, START + hour * HOURS, { symbol, id: `${symbol}${String(i)}` }, SETTINGS),
          knownAt: START + (hour + late) * HOURS,
          // Every third was another R before it was known whole.
          draft:
            i % 3 === 0
              ? tradeOf(-9, START + hour * HOURS, { symbol, id: `${symbol}${String(i)}` })
              : undefined,
        }));
        const fold = keepScore(SETTINGS);
        let state = fold.init();
        const told = new Set<number>();
        const gone = new Set<number>();
        for (let asOf = START; asOf <= START + 48 * DAY; asOf += everyHours * HOURS) {
          all.forEach(({ trade, knownAt, draft }, i) => {
            if (trade.ts > asOf) return;
            const isOut = trade.ts <= asOf - 30 * DAY;
            if (knownAt <= asOf && !told.has(i)) {
              told.add(i);
              if (!isOut) state = fold.step(state, { kind: 'trade', trade, before: draft });
              else gone.add(i);
            } else if (draft !== undefined && !told.has(i)) state = fold.step(state, came(draft));
            if (isOut && told.has(i) && !gone.has(i)) {
              gone.add(i);
              state = fold.step(state, { kind: 'untrade', trade });
            }
          });
          const now = all.flatMap(({ trade, draft }, i) =>
            trade.ts > asOf || trade.ts <= asOf - 30 * DAY ? [] : told.has(i) ? [trade] : (draft ?? []),
          );
          const kept = fold.view(state, asOf);
          const anew = recordOf(now, asOf);
          expect([...kept.drifts].sort()).to.deep.equal([...anew.drifts].sort());
          expect(kept.calibration).to.deep.equal(anew.calibration);
          expect(fold.view(state, asOf), 'what nothing changed is the same object').to.equal(kept);
        }
      }),
      { numRuns: 10 },
    );
  });
});
