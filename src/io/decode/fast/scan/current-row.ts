import { reachOf } from '../../../../model/event';
import { symbolOf } from '../../../../model/values/json';
import type { LogKind } from '../../row/decoded';
import { eventKindOf, NOTED } from '../../row/event-kind';
import { isNumeric } from '../../../../model/values/numeric';
import { memoByText } from './memo-by-text';
import { FIELD } from './fields';
import * as KIND from './kinds';
import { RowScanner, SCHEMA } from './row-scanner';

const symbolOfName = memoByText(symbolOf);
const noted: readonly string[] = NOTED;
const kindOfName = memoByText((text) => {
  const event = text === undefined ? undefined : eventKindOf(text);
  return event && { ...event, noted: noted.indexOf(event.name) };
});
const isNumber = memoByText((text) => text !== undefined && isNumeric(text));

/** What is asked of the rows of a reading. */
export interface RowFilter {
  readonly log: LogKind;
  /** A row later than this is from the future. */
  readonly latestTs: number;
  /** A row at or before this makes no event. */
  readonly since: number;
}

/** A scanner, and the row that it came to: one at a time, so that nothing is made anew for each. */
export class CurrentRow {
  readonly scanner = new RowScanner();
  readonly values = this.scanner.row;
  /** `time-only`: a row in order that makes no event, and has no more than a ts. */
  kind: 'route' | 'close' | 'fill' | 'time-only' = 'time-only';
  ts = 0;
  symbol = '';
  /** Of a time-only row: which kind of NOTED it is; −1 where it would make an event inside the horizon. */
  noted = -1;
  /** Of a time-only row: the latest time that it tells of. */
  reach = 0;
  /** The field of its attempt; −1 for none. */
  attempt = -1;
  // Of a close.
  isMetricClose = false;
  realizedUsd: number | undefined;
  closeMicros = 0;
  toldTs = 0;
  tradeIds: string | undefined;
  // Of a fill.
  firstTs = 0;

  /** Reads what the scanned row is. False for a row that the full decoder has to read. */
  read(filter: RowFilter): boolean {
    const { values } = this;
    const stamp = values.firstOf(FIELD.event_type, FIELD.event);
    if (stamp < 0) return filter.log !== 'orders' && this.readMetric(filter);
    return this.readOrder(stamp, filter);
  }

  private readMetric({ latestTs, since }: RowFilter): boolean {
    const { values } = this;
    if (!values.isAllowed(SCHEMA.metrics)) return false;
    const ts = values.time(FIELD.ts);
    const symbol = symbolOfName(values.name(FIELD.symbol));
    if (ts === undefined || ts > latestTs || symbol === undefined) return false;
    const attempt = values.firstOf(FIELD.attempt_id, FIELD.attemptId);
    if (!this.isSoundId(attempt) || !this.isSoundId(FIELD.intent_id)) return false;
    // A bias that is a number in quotes.
    if (isNumber(values.name(FIELD['policy.taker_bias']))) return false;
    if (ts <= since) return this.markTimeOnly(ts);
    this.kind = 'route';
    this.ts = ts;
    this.symbol = symbol;
    this.attempt = attempt;
    return true;
  }

  private readOrder(stamp: number, filter: RowFilter): boolean {
    const event = kindOfName(this.values.name(stamp));
    if (event === undefined || !this.values.isAllowed(SCHEMA.orders)) return false;
    if (event.kind === 'close') return this.readClose(event.name, filter);
    if (event.kind === 'fill') return this.readFill(filter);
    const ts = this.values.time(FIELD.ts);
    if (event.noted < 0 || ts === undefined || ts > filter.latestTs) return false;
    return this.markTimeOnly(ts, ts, event.noted);
  }

  private readClose(name: string, { latestTs, since }: RowFilter): boolean {
    const { values } = this;
    const stamp = values.firstOf(FIELD.ts_close, FIELD.ts);
    if (!this.readHead(stamp, latestTs)) return false;
    const { ts } = this;
    const told = values.isNothing(FIELD.ts) ? ts : values.time(FIELD.ts);
    const trades = values.isNothing(FIELD.tradeIds) ? '' : values.idList(FIELD.tradeIds);
    if (told === undefined || trades === undefined) return false;
    if (ts <= since) return this.markTimeOnly(ts, reachOf({ ts, toldTs: told }, latestTs));
    // A position_close of the router's own log carries this field, whatever it says.
    this.isMetricClose = name === 'position_close' && !values.has(FIELD.pnl_at_close_usd, KIND.ABSENT);
    this.realizedUsd = values.number(
      values.firstOf(values.firstOf(FIELD.realizedPnlUsd, FIELD.pnl_usd), FIELD.pnl_at_close_usd),
    );
    this.closeMicros = values.micros(stamp, ts);
    this.toldTs = told;
    this.tradeIds = trades === '' ? undefined : trades;
    this.kind = 'close';
    return true;
  }

  private readFill({ latestTs, since }: RowFilter): boolean {
    const { values } = this;
    if (!this.readHead(values.firstOf(FIELD.ts_fill_last, FIELD.ts), latestTs)) return false;
    const { ts } = this;
    const first = values.isNothing(FIELD.ts_fill_first) ? ts : values.time(FIELD.ts_fill_first);
    if (first === undefined) return false;
    if (ts <= since) return this.markTimeOnly(ts);
    this.firstTs = Math.min(first, ts);
    this.kind = 'fill';
    return true;
  }

  // What a close and a fill both must have; `stamp` is the field of its time.
  private readHead(stamp: number, latestTs: number): boolean {
    const { values } = this;
    const ts = values.time(stamp);
    const symbol = symbolOfName(values.name(FIELD.symbol));
    const attempt = values.firstOf(FIELD.attempt_id, FIELD.attemptId);
    if (ts === undefined || ts > latestTs || symbol === undefined) return false;
    this.ts = ts;
    this.symbol = symbol;
    this.attempt = attempt;
    return (
      this.isSoundId(attempt) &&
      this.isSoundId(FIELD.intent_id) &&
      this.isSoundId(FIELD.orderId) &&
      this.isSoundId(FIELD.clientOrderId)
    );
  }

  private markTimeOnly(ts: number, reach = ts, noted = -1): true {
    this.kind = 'time-only';
    this.reach = reach;
    this.noted = noted;
    this.ts = ts;
    return true;
  }

  // Nothing, or an id that need not be written by the full decoder.
  private isSoundId(field: number): boolean {
    return this.values.isNothing(field) || this.values.isId(field);
  }
}
