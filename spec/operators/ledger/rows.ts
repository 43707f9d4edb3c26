import type { Close, Fill, PositionSide } from '../../../src/model/event';

/** Closes and fills as the executor writes them, with plain contents that the spec overrides where it matters. */

let written = 0;

/** A line of its own, so that no two rows are the same by chance. */
function line(): string {
  written++;
  return String(written).padStart(8, '0');
}

export function closeRow(over: Partial<Close> = {}): Close {
  const ts = over.ts ?? 1000;
  const own = over.line ?? line();
  return {
    kind: 'close',
    ts,
    symbol: 'ABCUSDT',
    id: own,
    origin: 'order',
    closeMicros: ts * 1000,
    toldTs: ts,
    positionSide: 'LONG',
    orderId: undefined,
    clientOrderId: undefined,
    attemptId: undefined,
    intentId: undefined,
    sizeBefore: undefined,
    sizeAfter: undefined,
    closedQty: undefined,
    tradeIds: undefined,
    realizedUsd: 1,
    feesUsd: 0,
    feesInOtherAsset: false,
    fundingUsd: 0,
    riskUsd: undefined,
    notionalUsd: undefined,
    strategy: undefined,
    exitReason: undefined,
    venue: undefined,
    line: own,
    ...over,
  };
}

export function fillRow(over: Partial<Fill> = {}): Fill {
  const ts = over.ts ?? 1000;
  const own = over.line ?? line();
  return {
    kind: 'fill',
    ts,
    firstTs: ts,
    symbol: 'ABCUSDT',
    id: own,
    positionSide: 'LONG',
    side: 'BUY',
    orderId: undefined,
    clientOrderId: undefined,
    attemptId: undefined,
    intentId: undefined,
    qty: 1,
    price: 100,
    feeUsd: 0.04,
    feesInOtherAsset: false,
    reduceOnly: false,
    line: own,
    ...over,
  };
}

/** The rows of one log line: those of a close or a fill. Times are epoch seconds or ISO texts. */
export interface RawRows {
  readonly closes: readonly Close[];
  readonly fills: readonly Fill[];
}

const CLOSES: ReadonlySet<string> = new Set(['order_close', 'trade_close', 'position_close']);

/** The closes and fills of JSON rows, as far as the specs of the ledger need them. */
export function decodeRows(rows: readonly unknown[], origin: Close['origin'] = 'order'): RawRows {
  const closes: Close[] = [];
  const fills: Fill[] = [];
  for (const row of rows) {
    const read = readerOf(row);
    const kind = read.text('event_type', 'event')?.toLowerCase() ?? '';
    const ids = {
      symbol: read.text('symbol') ?? '',
      positionSide: sideOf(read.text('positionSide')),
      orderId: read.text('orderId'),
      clientOrderId: read.text('clientOrderId'),
      attemptId: read.text('attempt_id'),
      intentId: read.text('intent_id'),
      line: JSON.stringify(row),
      id: JSON.stringify(row),
    };
    if (CLOSES.has(kind)) closes.push(decodedClose(read, ids, origin));
    else if (kind === 'order_fill') fills.push(decodedFill(read, ids));
  }
  return { closes, fills };
}

type Ids = Pick<
  Close,
  'symbol' | 'positionSide' | 'orderId' | 'clientOrderId' | 'attemptId' | 'intentId' | 'line' | 'id'
>;

function decodedClose(read: Reader, ids: Ids, origin: Close['origin']): Close {
  const micros = read.micros('ts_close') ?? read.micros('ts') ?? 0;
  const ts = Math.floor(micros / 1000);
  return closeRow({
    ...ids,
    origin,
    ts,
    closeMicros: micros,
    toldTs: Math.floor((read.micros('ts') ?? micros) / 1000),
    sizeBefore: read.number('position_size_before'),
    sizeAfter: read.number('position_size_after'),
    closedQty: read.number('closed_qty'),
    tradeIds: read.list('tradeIds')?.map(String).sort().join(','),
    realizedUsd: read.number('realizedPnlUsd') ?? read.number('pnl_at_close_usd'),
    feesUsd: read.number('fees_total'),
    fundingUsd: read.number('funding_usd'),
    riskUsd: read.number('initial_risk_usd'),
    notionalUsd: read.number('entry_notional_usd'),
    strategy: read.text('strategy'),
    exitReason: read.text('exit_reason'),
    venue: read.text('venue'),
  });
}

function decodedFill(read: Reader, ids: Ids): Fill {
  const last = read.micros('ts_fill_last') ?? read.micros('ts') ?? 0;
  return fillRow({
    ...ids,
    ts: Math.floor(last / 1000),
    firstTs: Math.floor((read.micros('ts_fill_first') ?? last) / 1000),
    side: read.text('side') === 'SELL' ? 'SELL' : 'BUY',
    qty: read.number('executedQty'),
    price: read.number('avgPrice'),
    feeUsd: read.number('fee_total'),
    reduceOnly: read.value('reduceOnly') === true,
  });
}

interface Reader {
  value(name: string): unknown;
  text(...names: readonly string[]): string | undefined;
  number(name: string): number | undefined;
  list(name: string): readonly unknown[] | undefined;
  micros(name: string): number | undefined;
}

function readerOf(row: unknown): Reader {
  const fields = new Map<string, unknown>(typeof row === 'object' && row !== null ? Object.entries(row) : []);
  const value = (name: string): unknown => fields.get(name);
  const number = (name: string): number | undefined => {
    const found = value(name);
    return typeof found === 'number' ? found : undefined;
  };
  return {
    value,
    number,
    text: (...names) => {
      const found = names.map(value).find((each) => each !== undefined && each !== null);
      return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
    },
    list: (name) => {
      const found = value(name);
      return Array.isArray(found) ? found : undefined;
    },
    micros: (name) => {
      const found = value(name);
      if (typeof found === 'number') return Math.round(found * 1e6);
      return typeof found === 'string' ? microsOf(found) : undefined;
    },
  };
}

function microsOf(iso: string): number {
  const fraction = /\.(\d+)/.exec(iso)?.[1] ?? '';
  const seconds = Date.parse(iso.replace(/\.\d+/, '')) / 1000;
  return seconds * 1e6 + Number(fraction.padEnd(6, '0').slice(0, 6));
}

function sideOf(text: string | undefined): PositionSide {
  return text === 'LONG' || text === 'SHORT' ? text : 'BOTH';
}
