import { percent, decimal, textTable, type TextColumn } from './print';
import type { SortKeys } from './table-rows';
import type { TradeRecord } from '../../../pipelines/export/trade-record';

interface Column extends TextColumn {
  readonly cell: (record: TradeRecord) => string;
}

const left = (title: string, cell: Column['cell']): Column => ({ title, align: 'left', cell });
const right = (title: string, cell: Column['cell']): Column => ({ title, align: 'right', cell });

const COLUMNS: readonly Column[] = [
  left('ENTRY (UTC)', ({ entry_ts }) => secondsOf(entry_ts)),
  left('EXIT (UTC)', ({ exit_ts }) => secondsOf(exit_ts)),
  right('HELD', ({ hold_s }) => heldText(hold_s)),
  left('SYMBOL', ({ symbol }) => symbol),
  left('SIDE', ({ side }) => (side === 'unknown' ? '–' : side)),
  right('QTY', ({ quantity }) => String(Number(quantity.toPrecision(8)))),
  right('LEGS', ({ legs }) => String(legs)),
  right('GROSS', ({ gross_usd }) => decimal(gross_usd, 4)),
  right('FEES OPEN', openFees),
  right('FEES CLOSE', ({ close_fees_usd }) => decimal(close_fees_usd, 4)),
  right('FUNDING', ({ funding_usd }) => decimal(funding_usd, 4)),
  right('NET', ({ net_usd }) => decimal(net_usd, 4)),
  right('RISK', ({ risk_usd }) => decimal(risk_usd, 2)),
  left('RISK FROM', ({ risk_source }) => risk_source),
  right('R', ({ r }) => decimal(r, 3)),
  left('STRATEGY', ({ strategy }) => strategy),
  left('REGIME', ({ regime }) => regime),
  left('NOTES', (record) => notesOf(record).join(', ')),
];

/** What positions can be sorted by. */
export const TRADE_SORT_KEYS: SortKeys<TradeRecord> = {
  exit: ({ exit_ts }) => exit_ts,
  symbol: ({ symbol }) => symbol,
  strategy: ({ strategy }) => strategy,
  net: ({ net_usd }) => net_usd,
  r: ({ r }) => r,
  held: ({ hold_s }) => hold_s,
  notional: ({ notional_usd }) => notional_usd,
};

/** One line for each position. */
export function tradesTable(records: readonly TradeRecord[]): string {
  return textTable(
    COLUMNS,
    records.map((record) => COLUMNS.map(({ cell }) => cell(record))),
  );
}

// "2023-11-14T22:13:20.000+00:00" to the second.
function secondsOf(iso: string | null): string {
  return iso === null ? '–' : iso.slice(0, 19).replace('T', ' ');
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** In two units at most. */
function heldText(seconds: number | null): string {
  if (seconds === null) return '–';
  const [large, small, unit, rest] =
    seconds >= DAY
      ? [DAY, HOUR, 'd', 'h']
      : seconds >= HOUR
        ? [HOUR, MINUTE, 'h', 'm']
        : [MINUTE, 1, 'm', 's'];
  const whole = Math.floor(seconds / large);
  const left = Math.floor((seconds - whole * large) / small);
  return whole === 0 ? `${left}${rest}` : `${whole}${unit} ${left}${rest}`;
}

/** Marked where a part of them is estimated. */
function openFees({ open_fees_usd, estimated_fees_usd }: TradeRecord): string {
  const mark = estimated_fees_usd === 0 ? '' : '~';
  return `${mark}${decimal(open_fees_usd + estimated_fees_usd, 4)}`;
}

function unknownEntry(share: number): readonly string[] {
  if (share === 0) return [];
  return [share < 1 ? `entry of ${percent(share, 1)} unknown` : 'entry unknown'];
}

/** What a reader must know of the numbers beside it. Few writers state a funding: that is no note. */
function notesOf(record: TradeRecord): readonly string[] {
  const { entry_unknown, missing_costs, flags, open, clipped, estimated_fees_usd } = record;
  return [
    ...(open ? ['open'] : []),
    ...unknownEntry(entry_unknown),
    ...(estimated_fees_usd === 0 ? [] : ['opening fee estimated']),
    ...(missing_costs.includes('fees') ? ['fees not stated'] : []),
    ...(flags === '' ? [] : flags.split(' ')),
    ...(clipped ? ['R clipped'] : []),
  ];
}
