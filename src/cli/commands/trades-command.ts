import { tradesOf } from '../../../pipelines/replay/trades';
import { now } from '../../io/files/clock';
import type { Trade } from '../../model/trade';
import { symbolOf } from '../../model/values/json';
import { csvText } from '../terminal/csv';
import { EXIT } from '../terminal/exit';
import { timeOption } from '../terminal/options';
import { jsonText, printNote, printResult } from '../terminal/print';
import { readDesk } from '../terminal/read-desk';
import { TRADE_FIELDS, tradeRecord } from '../terminal/trade-record';
import { tradesTable } from '../terminal/trades-table';

interface TradesFlags {
  readonly logs: string;
  readonly config: string;
  readonly asOf?: string;
  readonly window?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
}

/** `intel trades`. */
export async function tradesCommand(symbol: string | undefined, flags: TradesFlags): Promise<void> {
  const asOf = timeOption('--as-of', flags.asOf);
  const desk = await readDesk(flags.config, flags.window);
  const logs = flags.logs === '-' ? process.stdin : flags.logs;
  const { trades, tooMuchBadInput, notes } = await tradesOf({
    logs,
    desk,
    asOf,
    now: now(),
    needsRows: true,
  });
  const wanted = symbolOf(symbol);
  const shown = wanted === undefined ? trades : trades.filter((trade) => trade.symbol === wanted);
  const records = shown.map(tradeRecord);
  if (flags.json === true) printResult(jsonText(records));
  else if (flags.csv === true) printResult(csvText(TRADE_FIELDS, records));
  else printResult(tradesTable(records));
  for (const line of notes) printNote(`warning: ${line}`);
  noteIfNone(shown, trades, wanted);
  if (tooMuchBadInput) process.exitCode = EXIT.badInput;
  const unfunded = shown.filter(({ missingCosts }) => missingCosts.includes('funding')).length;
  if (unfunded > 0) printNote(`${unfunded} trades state no funding; their funding counts as 0`);
  printNote(
    `${shown.length} trades, ${desk.settings.windows[0] ?? ''} window; net = ${netFormula(desk.settings.pnl)}, R = net / risk`,
  );
}

function noteIfNone(shown: readonly Trade[], trades: readonly Trade[], symbol: string | undefined): void {
  if (shown.length > 0 || trades.length === 0) return;
  const symbols = [...new Set(trades.map((trade) => trade.symbol))].sort();
  printNote(`no trade of ${symbol ?? ''} in the window; there are trades of: ${symbols.join(', ')}`);
}

function netFormula(pnl: 'net' | 'gross'): string {
  return pnl === 'gross' ? 'gross' : 'gross − fees of opening and closing − funding';
}
