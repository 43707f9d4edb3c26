import { horizonMs, type Settings } from '../../../src/model/fund/settings';
import { rounded } from '../../../src/model/math/round';
import type { Trade } from '../../../src/model/trade';
import type { Fold } from '../../core/fold';
import { Partition } from '../../core/partition';
import { Timeline, type Delta } from '../../core/timeline';
import { TimelineWindow } from '../../core/timeline-window';
import type { TrackRecord } from '../../score/track-record-schema';
import type { JoinedChange } from '../../join/join-attempts';
import { calibrationOf } from './calibration-of';
import { scorableAfter } from './scored-claim';
import { SymbolRecord } from './symbol-record';

export interface ScoreKeeping {
  /** Of known R. */
  readonly trades: Timeline<Trade>;
  records: Records;
}

/**
 * Holds what was claimed of each symbol against what came, and watches each for a change. Depends on the trades inside the
 * horizon only: the record begins at the last multiple of half a horizon, since 1970, that lies in its older half. So it
 * does not begin elsewhere at each trade that leaves.
 */
export function keepScore(settings: Settings): Fold<JoinedChange, ScoreKeeping, TrackRecord> {
  return {
    init() {
      const trades = new Timeline<Trade>();
      return { trades, records: new Records(trades, settings) };
    },
    step(state, change) {
      const { trades, records } = state;
      if (change.kind === 'trade') {
        const { trade, before } = change;
        if (trade.r === undefined) records.note(trades.remove(before ?? trade), undefined);
        else records.note(before === undefined ? trades.put(trade) : trades.replace(before, trade), trade);
      } else if (change.kind === 'untrade') records.note(trades.remove(change.trade), undefined);
      return state;
    },
    view(state, asOf) {
      try {
        return state.records.view(asOf);
      } catch (error) {
        // The changes may be half applied: the next view begins anew.
        state.records = new Records(state.trades, settings);
        throw error;
      }
    },
  };
}

/** When the record begins that is kept at asOf: between half a horizon and a whole one ago; without an end, with all. */
export function recordStart(asOf: number, horizon: number): number {
  if (horizon === Infinity) return -Infinity;
  const half = horizon / 2;
  return (Math.floor((asOf - horizon) / half) + 1) * half;
}

/** The record of each symbol. What nothing changed since the last view is the same object again. */
class Records {
  private readonly window: TimelineWindow<Trade>;
  private readonly partition = new Partition<Trade>(({ symbol }) => symbol);
  private readonly symbols = new Map<string, SymbolRecord>();
  private readonly horizon: number;
  private start = NaN;
  private asOf = -Infinity;
  /** The earliest claim in the view. */
  private oldest = Infinity;
  private last: TrackRecord | undefined;

  constructor(
    timeline: Timeline<Trade>,
    private readonly settings: Settings,
  ) {
    this.window = new TimelineWindow(timeline);
    this.horizon = horizonMs(settings);
  }

  note(left: Trade | undefined, came: Trade | undefined): void {
    this.window.note(left, came);
  }

  view(asOf: number): TrackRecord {
    const after = asOf - this.horizon;
    const touched = this.partition.apply(this.window.moveTo(after, asOf));
    const start = recordStart(asOf, this.horizon);
    const isAnew = start !== this.start || asOf < this.asOf;
    this.start = start;
    this.asOf = asOf;
    let isChanged = isAnew || this.last === undefined;
    if (isAnew) {
      this.symbols.clear();
      for (const symbol of this.partition.lists.keys()) this.update(symbol, -Infinity);
    } else
      for (const [symbol, delta] of touched)
        if (this.update(symbol, firstChange(delta, after))) isChanged = true;
    const scorable = scorableAfter(this.settings, asOf) ?? Infinity;
    if (this.oldest < scorable)
      for (const record of this.symbols.values()) if (record.forgetBefore(scorable)) isChanged = true;
    if (isChanged || this.last === undefined) this.last = this.summary(scorable < Infinity);
    return this.last;
  }

  private update(symbol: string, changedTs: number): boolean {
    const trades = this.partition.lists.get(symbol);
    if (trades === undefined) return this.symbols.delete(symbol);
    let record = this.symbols.get(symbol);
    if (record === undefined)
      this.symbols.set(symbol, (record = new SymbolRecord(this.start, this.settings)));
    return record.update(trades, changedTs, this.asOf);
  }

  private summary(isScorable: boolean): TrackRecord {
    const drifts = new Map<string, NonNullable<SymbolRecord['drift']>>();
    for (const [symbol, record] of this.symbols)
      if (record.drift !== undefined) drifts.set(symbol, record.drift);
    const claims = [...this.symbols.values()].flatMap((record) => [...record.claims]);
    this.oldest = claims.reduce((oldest, { asOf }) => Math.min(oldest, asOf), Infinity);
    const reason = isScorable ? 'no_claims' : 'window_counts_trades';
    return { drifts, calibration: rounded(calibrationOf(claims, reason)) };
  }
}

// What left by its age has changed nothing that is still looked at.
function firstChange({ removed, added }: Delta<Trade>, after: number): number {
  const left = removed.find(({ ts }) => ts > after);
  return Math.min(left?.ts ?? Infinity, added[0]?.ts ?? Infinity);
}
