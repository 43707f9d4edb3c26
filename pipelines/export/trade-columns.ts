import type { Cell, ColumnKind, ExportColumn } from '../../src/io/tables/column';
import type { TradeRecord } from './trade-record';

type Meaning = readonly [kind: ColumnKind, unit: string, about: string];

// In the order of the columns.
const MEANINGS: Readonly<Record<keyof TradeRecord, Meaning>> = {
  symbol: ['text', '', 'the symbol'],
  side: ['text', '', 'long, short or unknown'],
  strategy: ['text', '', 'the strategy, as written'],
  entry_ts: ['time', '', 'first fill of the oldest entry; empty where that is not known'],
  exit_ts: ['time', '', 'the close that ended it; while it is open, the latest one'],
  hold_s: ['number', 's', 'from entry to exit'],
  quantity: ['number', 'contracts', 'closed quantity'],
  legs: ['whole', '', 'in how many closes'],
  open: ['flag', '', 'part of it is still held'],
  entry_price: ['number', 'USD', 'mean price of the matched opening fills'],
  exit_price: ['number', 'USD', 'mean price of the closing fills'],
  gross_usd: ['number', 'USD', 'realized P&L before costs'],
  close_fees_usd: ['number', 'USD', 'fees of closing'],
  open_fees_usd: ['number', 'USD', 'fees of opening that rows state'],
  estimated_fees_usd: ['number', 'USD', 'fees of opening that no row states'],
  funding_usd: ['number', 'USD', 'funding paid'],
  net_usd: ['number', 'USD', 'gross less all of these'],
  notional_usd: ['number', 'USD', 'entry notional'],
  risk_usd: ['number', 'USD', 'the risk taken'],
  risk_source: ['text', '', 'recorded, stop, fallback or none'],
  r: ['number', 'R', 'net / risk; gains are clipped'],
  clipped: ['flag', '', 'its gain in R was clipped'],
  entry_unknown: ['number', 'share', 'quantity whose entry is not known'],
  missing_costs: ['text', '', 'costs that no row states; they count as 0'],
  flags: ['text', '', 'what is odd about it'],
  regime: ['text', '', 'how its order filled, and at what slippage'],
  regime_of: ['text', '', 'whose router row that was: entry, exit or none'],
  exit_reason: ['text', '', 'why it was closed; unknown where no row says it'],
  venue: ['text', '', 'where it was traded; unknown where no row says it'],
  entry_attempt: ['text', '', 'the attempt that opened it'],
  exit_attempt: ['text', '', 'the attempt that closed it'],
  id: ['text', '', 'its id; no two of one symbol and exit are alike'],
};

/** The columns of a table of trades. */
export const TRADE_COLUMNS: readonly ExportColumn<TradeRecord>[] = Object.entries(MEANINGS).map(
  ([name, [kind, unit, about]]) => ({ name, kind, unit, about, of: (record) => cellAt(record, name) }),
);

function cellAt(record: Readonly<Record<string, Cell>>, name: string): Cell {
  return record[name] ?? null;
}
