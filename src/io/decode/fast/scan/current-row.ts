import { symbolOf } from '../../../../model/values/json';
import { CLOSES, TIME_ONLY_EVENTS, type LogKind } from '../../row/decoded';
import { memoByText } from './memo-by-text';
import { FIELD } from './fields';
import * as KIND from './kinds';
import { RowScanner, SCHEMA } from './row-scanner';

const symbolOfName = memoByText(symbolOf);

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
  kind: 'route' | 'close' | 'time-only' = 'time-only';
  ts = 0;
  symbol = '';
  /** The field of a route's attempt, of a close's link; −1 for none. */
  attempt = -1;
  isMetricClose = false;
  realizedUsd: number | undefined;

  /** Reads what the scanned row is. False for a row that the full decoder has to read. */
  read(filter: RowFilter): boolean {
    const { values } = this;
    const stamp = values.firstOf(FIELD.event_type, FIELD.event);
    if (stamp < 0) return filter.log !== 'orders' && this.readMetric(filter);
    const type = values.name(stamp);
    return type !== undefined && this.readOrder(type, filter);
  }

  private readMetric({ latestTs, since }: RowFilter): boolean {
    const { values } = this;
    if (!values.isAllowed(SCHEMA.metrics)) return false;
    const ts = values.time(FIELD.ts);
    const symbol = symbolOfName(values.name(FIELD.symbol));
    if (ts === undefined || ts > latestTs || symbol === undefined) return false;
    const attempt = values.firstOf(FIELD.attempt_id, FIELD.attemptId);
    if (!this.isSoundId(attempt) || !this.isSoundId(FIELD.intent_id)) return false;
    if (ts <= since) return this.markTimeOnly(ts);
    this.kind = 'route';
    this.ts = ts;
    this.symbol = symbol;
    this.attempt = attempt;
    return true;
  }

  private readOrder(type: string, { latestTs, since }: RowFilter): boolean {
    const { values } = this;
    const isClose = CLOSES.has(type);
    if ((!isClose && !TIME_ONLY_EVENTS.has(type)) || !values.isAllowed(SCHEMA.orders)) return false;
    const ts = values.time(isClose ? values.firstOf(FIELD.ts_close, FIELD.ts) : FIELD.ts);
    if (ts === undefined || ts > latestTs) return false;
    if (!isClose) return this.markTimeOnly(ts);
    const symbol = symbolOfName(values.name(FIELD.symbol));
    const link = values.firstOf(values.firstOf(FIELD.attempt_id, FIELD.attemptId), FIELD.intent_id);
    if (symbol === undefined || !this.isSoundId(link)) return false;
    if (!this.isSoundId(FIELD.orderId) || !this.isSoundId(FIELD.clientOrderId)) return false;
    if (ts <= since) return this.markTimeOnly(ts);
    // A position_close of the router's own log carries this field, whatever it says.
    this.isMetricClose = type === 'position_close' && !values.has(FIELD.pnl_at_close_usd, KIND.ABSENT);
    this.realizedUsd = this.realizedOf(this.isMetricClose);
    if (this.isMetricClose && this.realizedUsd === undefined) return this.markTimeOnly(ts);
    this.kind = 'close';
    this.ts = ts;
    this.symbol = symbol;
    this.attempt = link;
    return true;
  }

  private markTimeOnly(ts: number): true {
    this.kind = 'time-only';
    this.ts = ts;
    return true;
  }

  // Nothing, or an id that need not be written by the full decoder.
  private isSoundId(field: number): boolean {
    return this.values.isNothing(field) || this.values.isId(field);
  }

  private realizedOf(isMetricClose: boolean): number | undefined {
    const { values } = this;
    return values.number(
      isMetricClose ? FIELD.pnl_at_close_usd : values.firstOf(FIELD.realizedPnlUsd, FIELD.pnl_usd),
    );
  }
}
