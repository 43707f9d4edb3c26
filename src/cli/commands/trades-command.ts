import { TRADE_COLUMNS } from '../../../pipelines/export/trade-columns';
import { tradesOf } from '../../../pipelines/replay/trades';
import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import type { Desk } from '../../model/fund/desk';
import type { Settings } from '../../model/fund/settings';
import type { Trade } from '../../model/trade';
import { symbolOf } from '../../model/values/json';
import { noteBadInput } from '../terminal/bad-input';
import { csvText } from '../terminal/csv';
import { partOptions, type PartFlags } from '../terminal/part-options';
import { jsonText, printNote, printResult } from '../terminal/print';
import { visible } from '../../model/values/visible';
import { readDesk } from '../terminal/read-desk';
import { tradeRecord, type TradeRecord } from '../../../pipelines/export/trade-record';
import { rowPick, type RowPick, type TableFlags } from '../terminal/table-rows';
import { logsNamed } from '../terminal/logs-option';
import { TRADE_SORT_KEYS, tradesTable } from '../terminal/trades-table';

interface TradesFlags extends TableFlags, PartFlags {
  readonly logs: readonly string[];
  readonly config: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

/** `intel trades`. */
export async function tradesCommand(symbol: string | undefined, flags: TradesFlags): Promise<void> {
  const { asOf, window } = partOptions(flags);
  const pick = rowPick(flags, TRADE_SORT_KEYS);
  const desk = await readDesk(flags.config, window);
  const logs = logsNamed(flags.logs);
  const report = await tradesOf({ logs, desk, asOf, now: now(), needsRows: true });
  const { trades, notes, windowNotes } = report;
  const wanted = symbolOf(symbol);
  if (wanted !== undefined) refuseUnknown(wanted, trades, desk);
  const shown = wanted === undefined ? trades : trades.filter((trade) => trade.symbol === wanted);
  printTrades(pick(shown.map(tradeRecord)), flags);
  for (const line of notes) printNote(`warning: ${line}`);
  noteIfNone(shown, trades, wanted);
  noteTrades(shown, desk.settings);
  for (const line of windowNotes) printNote(line);
  noteBadInput(report);
}

function printTrades(
  { shown: records, left }: ReturnType<RowPick<TradeRecord>>,
  { csv, json }: TradesFlags,
): void {
  if (json === true) printResult(jsonText(records));
  else if (csv === true) printResult(csvText(TRADE_COLUMNS, records));
  else printResult(tradesTable(records));
  if (left > 0) printNote(`and ${left} more`);
}

const MOST_LISTED = 100;

// A symbol that neither the configs nor the trades know is misspelt.
function refuseUnknown(symbol: string, trades: readonly Trade[], { listings }: Desk): void {
  if (listings.has(symbol) || trades.some((trade) => trade.symbol === symbol)) return;
  const known = [...new Set([...listings.keys(), ...trades.map((trade) => trade.symbol)])].sort();
  const more = known.length - MOST_LISTED;
  const listed = known.slice(0, MOST_LISTED).map(visible).join(', ');
  throw new UsageError(
    `${visible(symbol)} is in no config and has no trade in the window; known: ${listed}${more > 0 ? ` and ${more} more` : ''}`,
  );
}

function noteIfNone(shown: readonly Trade[], trades: readonly Trade[], symbol: string | undefined): void {
  if (shown.length > 0 || trades.length === 0) return;
  const symbols = [...new Set(trades.map((trade) => trade.symbol))].sort();
  printNote(`no trade of ${symbol ?? ''} in the window; there are trades of: ${symbols.join(', ')}`);
}

function noteTrades(trades: readonly Trade[], { windows, pnl }: Settings): void {
  const unfunded = trades.filter(({ missingCosts }) => missingCosts.includes('funding')).length;
  if (unfunded > 0) printNote(`${unfunded} trades state no funding; their funding counts as 0`);
  printNote(`${trades.length} trades, window ${windows[0] ?? ''}; net = ${netFormula(pnl)}, R = net / risk`);
}

function netFormula(pnl: 'net' | 'gross'): string {
  return pnl === 'gross' ? 'gross' : 'gross − fees of opening and closing − funding';
}
