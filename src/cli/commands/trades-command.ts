import { tradesOf } from '../../../pipelines/replay/trades';
import { now } from '../../io/files/clock';
import { symbolOf } from '../../model/values/json';
import { isoUtc } from '../../model/values/time';
import type { Trade } from '../../model/trade';
import { EXIT } from '../terminal/exit';
import { timeOption } from '../terminal/options';
import {
  type TextColumn,
  decimal,
  jsonText,
  printNote,
  printResult,
  textTable,
  visible,
} from '../terminal/print';
import { readDesk } from '../terminal/read-desk';

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
  const { trades, tooMuchBadInput, notes } = await tradesOf({ logs, desk, asOf, now: now() });
  const wanted = symbolOf(symbol);
  const shown = wanted === undefined ? trades : trades.filter((trade) => trade.symbol === wanted);
  const rows = shown.map(rowOf);
  if (flags.json === true) printResult(jsonText(rows));
  else if (flags.csv === true)
    printResult(
      [Object.keys(HEAD).join(','), ...rows.map((row) => Object.values(row).map(csvCell).join(','))].join(
        '\n',
      ),
    );
  else printResult(textTable(columns(), rows.map(cells)));
  for (const line of notes) printNote(`warning: ${line}`);
  if (tooMuchBadInput) process.exitCode = EXIT.badInput;
  printNote(
    `${shown.length} trades, ${desk.settings.windows[0] ?? ''} window; net = gross − fees − funding, R = net / risk`,
  );
}

const HEAD = {
  ts: 'TIME (UTC)',
  symbol: 'SYMBOL',
  strategy: 'STRATEGY',
  gross_usd: 'GROSS',
  fees_usd: 'FEES',
  funding_usd: 'FUNDING',
  net_usd: 'NET',
  notional_usd: 'NOTIONAL',
  risk_usd: 'RISK',
  risk_source: 'RISK FROM',
  r: 'R',
  clipped: 'CLIPPED',
  regime: 'REGIME',
  attempt: 'ATTEMPT',
  missing_costs: 'MISSING',
} as const;

type Row = Readonly<Record<keyof typeof HEAD, string | number | boolean | null>>;

function rowOf(trade: Trade): Row {
  return {
    ts: isoUtc(trade.ts),
    symbol: trade.symbol,
    strategy: trade.strategy,
    gross_usd: trade.grossUsd,
    fees_usd: trade.feesUsd,
    funding_usd: trade.fundingUsd,
    net_usd: trade.netUsd,
    notional_usd: trade.notionalUsd ?? null,
    risk_usd: trade.riskUsd ?? null,
    risk_source: trade.riskSource,
    r: trade.r ?? null,
    clipped: trade.clipped,
    regime: trade.regime,
    attempt: attemptOf(trade) ?? null,
    missing_costs: trade.missingCosts.join(' '),
  };
}

// The first that opened it, else that closed it.
function attemptOf({ episode }: Trade): string | undefined {
  const [attempt] = [...episode.entryAttempts, ...episode.exitAttempts];
  return attempt?.attemptId ?? attempt?.intentId;
}

const NUMBERS = new Set(['gross_usd', 'fees_usd', 'funding_usd', 'net_usd', 'notional_usd', 'risk_usd', 'r']);

function columns(): readonly TextColumn[] {
  return Object.entries(HEAD).map(([key, title]) => ({ title, align: NUMBERS.has(key) ? 'right' : 'left' }));
}

function cells(row: Row): readonly string[] {
  return Object.values(row).map((value) => {
    if (typeof value === 'number') return decimal(value, 4);
    return value === null ? '–' : value === false ? '' : String(value);
  });
}

// A cell that a spreadsheet would run as a formula is kept as text.
function csvCell(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return value === null ? '' : String(value);
  const plain = visible(value);
  const inert = /^[=+\-@\t\r]/.test(plain) ? `'${plain}` : plain;
  return /[",\n\r]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
