import type { Frame } from '../../../pipelines/graph/decide';
import { replay, type ReplayReport } from '../../../pipelines/replay/replay';
import { replayJournal } from '../../../pipelines/journal/replay-journal';
import type { AllocationRow } from '../../../operators/allocate/allocation-file';
import { ALLOCATION_SORT_KEYS, allocationFooter, allocationTable } from '../terminal/allocation-table';
import { withJournal } from '../engine/named-journal';
import { EXIT } from '../terminal/exit';
import { logsNamed } from '../terminal/logs-option';
import { durationOption, timeOption, wholeOption } from '../terminal/options';
import { readIndex } from '../../io/slices/history-index';
import type { SliceAsked } from '../../../pipelines/slices/slice-plan';
import { partOptions, type PartFlags } from '../terminal/part-options';
import { notedText } from '../../io/decode/tally';
import type { Counts } from '../../../operators/ticks/counts';
import { jsonText, printError, printNote, printResult } from '../terminal/print';
import { Progress } from '../terminal/progress';
import { rowPick, type RowPick, type TableFlags } from '../terminal/table-rows';
import { readDesk } from '../terminal/read-desk';
import { now } from '../../io/files/clock';
import { UsageError } from '../../io/files/failures';
import { SECOND } from '../../model/values/time';

interface ReplayFlags extends TableFlags, PartFlags {
  readonly logs: readonly string[];
  readonly config: string;
  readonly out: string;
  readonly every?: string;
  readonly threads?: string;
  readonly journal?: string;
  readonly snapshots?: string;
  readonly index?: string;
  readonly from?: string;
  readonly force?: boolean;
  readonly json?: boolean;
}

/** `intel replay`. */
export async function replayCommand(flags: ReplayFlags): Promise<void> {
  const { asOf, window } = partOptions(flags);
  const pick = rowPick(flags, ALLOCATION_SORT_KEYS);
  if (flags.journal !== undefined) return replayOfJournal(flags, flags.journal, asOf, pick);
  const everyMs = durationOption('--every', flags.every);
  if (everyMs !== undefined && everyMs < SECOND)
    throw new UsageError(`--every was "${flags.every ?? ''}"; allowed: 1s or more`);
  const slice = await sliceAsked(flags, asOf, everyMs);
  const desk = await readDesk(flags.config, window);
  const started = performance.now();
  const progress = new Progress();
  const report = await replay({
    logs: logsNamed(flags.logs),
    desk,
    snapshots: flags.snapshots,
    slice,
    out: flags.out,
    asOf,
    everyMs,
    threads: flags.threads === undefined ? undefined : wholeOption('--threads', flags.threads, 1),
    force: flags.force,
    now: now(),
    needsRows: slice === undefined,
    onProgress: (read, total) => {
      progress.at(read, total);
    },
  }).finally(() => {
    progress.end();
  });
  for (const line of report.notes) printNote(`warning: ${line}`);
  printAllocation(report.frame, pick, flags.json === true);
  for (const line of report.windowNotes) printNote(line);
  printNote(summary(report, flags.out, (performance.now() - started) / 1000));
  process.exitCode = exitOf(report);
}

async function sliceAsked(
  { index, from }: ReplayFlags,
  asOf: number | undefined,
  everyMs: number | undefined,
): Promise<SliceAsked | undefined> {
  if (index === undefined) {
    if (from === undefined) return undefined;
    throw new UsageError('--from needs --index: a slice reads by the index that intel index wrote');
  }
  if (everyMs === undefined) throw new UsageError('--index needs --every: a slice is a part of a history');
  return { ...(await readIndex(index)), fromMs: timeOption('--from', from), untilMs: asOf };
}

async function replayOfJournal(
  flags: ReplayFlags,
  journal: string,
  asOf: number | undefined,
  pick: RowPick<AllocationRow>,
): Promise<void> {
  const { out, force } = flags;
  const report = await withJournal(journal, (named) => replayJournal({ journal: named, out, asOf, force }));
  for (const line of report.notes) printNote(`warning: ${line}`);
  printAllocation(report.frame, pick, flags.json === true);
  printNote(`${report.ticks} ticks, ${report.lateRows} late rows\nwritten to ${out}`);
  process.exitCode = report.notes.length > 0 ? EXIT.badInput : EXIT.done;
}

function printAllocation(
  { files: { allocation, scores, suggestions } }: Frame,
  pick: RowPick<AllocationRow>,
  asJson: boolean,
): void {
  if (allocation.kind === 'failed') return;
  const account = scores.kind === 'failed' ? undefined : scores.value.account;
  const routers = suggestions.kind === 'failed' ? undefined : suggestions.value;
  const { value } = allocation;
  printResult(
    asJson
      ? jsonText(value)
      : `${allocationTable(value, pick, routers)}\n\n${allocationFooter(value, account)}`,
  );
}

function summary(report: ReplayReport, out: string, seconds: number): string {
  const { tally, counts, frame } = report;
  const trades = frame.files.expectancy.kind === 'answered' ? frame.files.expectancy.value : undefined;
  const clipped =
    trades === undefined ? 0 : Object.values(trades.symbols).reduce((sum, group) => sum + group.clipped, 0);
  const facts = [
    `${tally.rows} rows`,
    `${trades?.sample_count ?? 0} trades in the window ${trades?.window ?? ''}`,
    `${counts.duplicates} duplicates`,
    ...(counts.conflicts > 0 ? [conflictsText(counts)] : []),
    ...(counts.possibleDuplicates > 0 ? [`${counts.possibleDuplicates} possible duplicates`] : []),
    ...(counts.late > 0 ? [`${counts.late} late`] : []),
    ...(counts.withoutPnl > 0 ? [`${counts.withoutPnl} closes without a P&L`] : []),
    ...(tally.later > 0 ? [`${tally.later} later than the as-of`] : []),
    `${tally.quarantined} quarantined`,
    `${tally.nonfinite} nonfinite`,
    ...(tally.mistyped > 0 ? [`${tally.mistyped} mistyped`] : []),
    ...(tally.unterminated > 0 ? [`${tally.unterminated} unterminated`] : []),
    ...(tally.nulBytes > 0 ? [`${tally.nulBytes} NUL bytes`] : []),
    `${clipped} clipped`,
    `${seconds.toFixed(2)} s`,
    `${Math.round(tally.rows / seconds)} rows/s`,
  ];
  const noted = notedText(tally);
  return [facts.join(', '), ...(noted === undefined ? [] : [noted]), `written to ${out}`].join('\n');
}

function conflictsText({ conflicts, conflictPlaces }: Counts): string {
  const places = conflictPlaces.length > 0 ? ` (${conflictPlaces.join(', ')})` : '';
  return `${conflicts} conflicts${places}`;
}

function exitOf(report: ReplayReport): number {
  for (const failed of report.failures)
    printError(`bug: stage ${failed.stage} failed: ${failed.message}; its file stays as it was`);
  if (report.failures.length > 0) return EXIT.bug;
  if (!report.tooMuchBadInput) return EXIT.done;
  printNote('too much bad input: the files are written and marked incomplete; see quarantine.jsonl');
  return EXIT.badInput;
}
