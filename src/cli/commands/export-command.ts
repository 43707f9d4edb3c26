import { DAY_COLUMNS, dayRows } from '../../../pipelines/export/day-table';
import { framesOf } from '../../../pipelines/export/frames';
import { GROUP_COLUMNS } from '../../../pipelines/export/group-columns';
import {
  GROUP_KINDS,
  groupRows,
  type GroupKind,
  type GroupPick,
  type GroupRow,
} from '../../../pipelines/export/group-rows';
import { TRADE_COLUMNS } from '../../../pipelines/export/trade-columns';
import { tradeRecord } from '../../../pipelines/export/trade-record';
import { loadStateFile } from '../../../pipelines/probe/load-state-files';
import { tradesOf, type TradesReport } from '../../../pipelines/replay/trades';
import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import { formatOf, TABLE_FORMATS, writeTable, type Table } from '../../io/tables/table-file';
import type { Desk } from '../../model/fund/desk';
import { noteBadInput } from '../terminal/bad-input';
import { findGrouping } from '../terminal/grouping-names';
import { partOptions, type PartFlags } from '../terminal/part-options';
import { printNote, printResult } from '../terminal/print';
import { logsNamed } from '../terminal/logs-option';
import { readDesk } from '../terminal/read-desk';

interface ExportFlags extends PartFlags {
  readonly out: string;
  readonly state?: string;
  readonly by?: string;
  readonly logs?: readonly string[];
  readonly config?: string;
  readonly capital?: string;
}

type Flag = keyof ExportFlags;

/** Writes a table, and gives the number of its rows. */
type Write = <Row>(table: Table<Row>) => Promise<number>;

interface Exported {
  /** Of those that not every table takes. */
  readonly flags: readonly Flag[];
  readonly write: (flags: ExportFlags, write: Write) => Promise<number>;
}

const OF_LOGS = ['logs', 'config', 'asOf', 'window', 'since', 'until'] as const;

const EXPORTED: ReadonlyMap<string, Exported> = new Map([
  ['trades', { flags: OF_LOGS, write: writeTrades }],
  ['daily', { flags: [...OF_LOGS, 'capital'], write: writeDays }],
  ['groups', { flags: ['state', 'window', 'by'], write: writeGroups }],
  ['frames', { flags: ['state', 'window', 'by'], write: writeFrames }],
]);

const OPTIONAL: Readonly<Partial<Record<Flag, string>>> = {
  ...{ state: '--state', by: '--by', logs: '--logs', config: '--config', asOf: '--as-of' },
  ...{ window: '--window', since: '--since', until: '--until', capital: '--capital' },
};

/** `intel export`. */
export async function exportCommand(what: string, flags: ExportFlags): Promise<void> {
  const exported = EXPORTED.get(what);
  if (exported === undefined)
    throw new UsageError(`the table was "${what}"; allowed: ${[...EXPORTED.keys()].join(', ')}`);
  const { out } = flags;
  const format = formatOf(out);
  if (format === undefined)
    throw new UsageError(
      `--out was "${out}"; allowed: a file that ends with ${TABLE_FORMATS.map((name) => `.${name}`).join(' or ')}`,
    );
  refuseStrayFlags(what, exported, flags);
  const rows = await exported.write(flags, (table) => writeTable(out, format, table));
  printResult(out);
  printNote(`${rows} rows`);
}

function refuseStrayFlags(what: string, { flags: taken }: Exported, flags: ExportFlags): void {
  for (const [flag, option] of Object.entries(OPTIONAL))
    if (flag in flags && !taken.some((each) => each === flag))
      throw new UsageError(
        `${option} is no option of ${what}; allowed: ${taken.map((each) => OPTIONAL[each]).join(', ')}`,
      );
}

async function writeTrades(flags: ExportFlags, write: Write): Promise<number> {
  const { trades } = await tradesFor(flags);
  return write({ columns: TRADE_COLUMNS, rows: trades.map(tradeRecord) });
}

async function writeDays(flags: ExportFlags, write: Write): Promise<number> {
  const capital = capitalOf(flags.capital);
  const { trades, desk } = await tradesFor(flags);
  return write({ columns: DAY_COLUMNS, rows: dayRows(trades, desk.settings, capital) });
}

function capitalOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const capital = Number(value);
  if (Number.isFinite(capital) && capital >= 1) return capital;
  throw new UsageError(`--capital was "${value}"; allowed: USD from 1, such as 10000`);
}

async function tradesFor(flags: ExportFlags): Promise<TradesReport & { readonly desk: Desk }> {
  const { asOf, window } = partOptions(flags);
  const desk = await readDesk(flags.config ?? 'config', window);
  const logs = logsNamed(flags.logs);
  const report = await tradesOf({ logs, desk, asOf, now: now(), needsRows: true });
  for (const line of report.notes) printNote(`warning: ${line}`);
  for (const line of report.windowNotes) printNote(line);
  noteBadInput(report);
  return { ...report, desk };
}

async function writeGroups(flags: ExportFlags, write: Write): Promise<number> {
  const [state, pick] = [stateOf(flags), pickOf(flags)];
  const problems: string[] = [];
  const file = await loadStateFile(state, 'expectancy', (problem) => problems.push(problem));
  if (file === undefined) throw new UsageError(`${problems.join('; ')}; run \`intel replay\` first`);
  requireWindow(pick, new Set(Object.keys(file.windows)), state);
  return write({ columns: GROUP_COLUMNS, rows: groupRows(file, pick) });
}

function writeFrames(flags: ExportFlags, write: Write): Promise<number> {
  return write({ columns: GROUP_COLUMNS, rows: frameRows(stateOf(flags), pickOf(flags)) });
}

async function* frameRows(state: string, pick: GroupPick): AsyncGenerator<GroupRow> {
  const report = (problem: string): void => {
    printNote(`warning: ${problem}`);
  };
  const windows = new Set<string>();
  for await (const file of framesOf(state, report)) {
    for (const window of Object.keys(file.windows)) windows.add(window);
    yield* groupRows(file, pick);
  }
  if (windows.size === 0)
    throw new UsageError(
      `${state}/history holds no frame; \`intel replay --every 1h\` and \`intel live\` write them`,
    );
  requireWindow(pick, windows, `${state}/history`);
}

function requireWindow({ window }: GroupPick, windows: ReadonlySet<string>, place: string): void {
  if (window !== undefined && !windows.has(window))
    throw new UsageError(`--window was "${window}"; ${place} holds: ${[...windows].join(', ')}`);
}

function stateOf({ state }: ExportFlags): string {
  return state ?? 'logs/state';
}

function pickOf({ window, by }: ExportFlags): GroupPick {
  return { window, kind: by === undefined ? undefined : kindOf(by) };
}

function kindOf(name: string): GroupKind {
  const kind = GROUP_KINDS.find((each) => each === name) ?? findGrouping(name)?.[1];
  if (kind === undefined) throw new UsageError(`--by was "${name}"; allowed: ${GROUP_KINDS.join(', ')}`);
  return kind;
}
