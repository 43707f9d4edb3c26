import { checkLogs, type LogCheck } from '../../io/replay/check-logs';
import { notedText } from '../../io/decode/tally';
import { now } from '../../io/files/clock';
import { loadDesk, type LoadedDesk } from '../../io/config/load-desk';
import { formatProblem } from '../../io/config/schema/problem';
import { checkDesk } from '../../../pipelines/replay/check-desk';
import { NO_CLOSE_FINDINGS, type CloseFindings } from '../../../pipelines/replay/close-findings';
import { settingsFrom } from '../../model/fund/settings';
import { warningText } from '../../model/warnings';
import type { Desk } from '../../model/fund/desk';
import type { DisabledBy } from '../../model/fund/exclusion';
import { NOTHING_COUNTED, type Counts } from '../../../operators/ticks/tick-every';
import { tooManyText } from '../../../operators/expectancy/pooled-groups';
import { closeLines } from './close-lines';
import { nameFindings, nameLines, NO_FINDINGS, type NameFindings } from './name-findings';
import { EXIT } from '../terminal/exit';
import { jsonText, printResult, visible } from '../terminal/print';

interface CheckFlags {
  readonly logs: string;
  readonly config: string;
  readonly json?: boolean;
}

/** `intel check`. */
export async function checkCommand(flags: CheckFlags): Promise<void> {
  const loaded = await loadDesk(flags.config);
  const findings = await findingsIn(flags.logs, loaded.desk);
  printResult(
    flags.json === true
      ? jsonText(report(loaded, findings))
      : lines(loaded, findings).map(visible).join('\n'),
  );
  if (loaded.desk === undefined) process.exitCode = EXIT.usage;
  else if (findings.logs.tooMuchBadInput) process.exitCode = EXIT.badInput;
}

interface Findings {
  readonly logs: LogCheck;
  readonly warnings: readonly string[];
  readonly names: NameFindings;
  readonly counts: Counts;
  readonly closes: CloseFindings;
  readonly tooMany: string | undefined;
}

// Without a usable desk nothing can be computed, and no name is known.
async function findingsIn(logs: string, desk: Desk | undefined): Promise<Findings> {
  if (desk === undefined)
    return {
      logs: await checkLogs(logs, settingsFrom(), now()),
      warnings: [],
      names: NO_FINDINGS,
      counts: NOTHING_COUNTED,
      closes: NO_CLOSE_FINDINGS,
      tooMany: undefined,
    };
  const { warnings, names, counts, closes, tooMany, ...read } = await checkDesk(logs, desk, now());
  const told = tooManyText(tooMany);
  return { logs: read, warnings, names: nameFindings(names, desk), counts, closes, tooMany: told };
}

function report(
  { problems, conversions, desk }: LoadedDesk,
  { logs, warnings, names, counts, closes, tooMany }: Findings,
): object {
  const { faults, tally, notes, tooMuchBadInput } = logs;
  return {
    usable: desk !== undefined,
    problems,
    conversions,
    rows: { faults, tally, too_much_bad_input: tooMuchBadInput },
    notes,
    warnings: warnings.map((code) => ({ code, ...warningText(code) })),
    names,
    excluded: excludedOf(desk),
    too_many_groups: tooMany ?? null,
    closes: {
      conflicting: closes.conflicting,
      possible_duplicates: closes.possibleDuplicates,
      without_pnl: closes.withoutPnl,
    },
    positions: { verified: counts.verified, differing: counts.differing },
  };
}

function lines(
  { problems, conversions, desk }: LoadedDesk,
  { logs, warnings, names, counts, closes, tooMany }: Findings,
): readonly string[] {
  const { faults, tally, notes, tooMuchBadInput } = logs;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const listed = conversions.filter(({ converted, unit }) => converted || unit === 'percent');
  const converted = conversions.filter((conversion) => conversion.converted);
  return [
    ...problems.map((problem) => `${problem.severity}: ${formatProblem(problem)}`),
    ...listed.map(({ file, line, column, path, found, used, unit }) => {
      const place = `${file}:${line ?? 1}:${column ?? 1}`;
      const reading =
        unit === 'fraction' ? `${found} % is used as the fraction ${used}` : `${found} is used as ${used} %`;
      return `converted: ${place} /${path.map(visible).join('/')}: ${reading}`;
    }),
    ...notes.map((line) => `warning: ${line}`),
    ...warnings.map((code) => `warning: ${code}${explained(code)}`),
    ...(tooMany === undefined ? [] : [`warning: too_many_groups: ${tooMany}`]),
    ...nameLines(names).map((line) => `warning: ${line}`),
    ...excludedOf(desk).map(
      ({ symbol, reason }) => `excluded: ${symbol} gets no weight: ${EXCLUDED[reason]}`,
    ),
    ...faults.map(
      (fault) =>
        `row: ${fault.file}@${fault.offset}: ${fault.reason}: ${visible(fault.detail)} (${fault.length} bytes)`,
    ),
    ...closeLines(closes),
    `config: ${errors} errors, ${problems.length - errors} warnings, ${converted.length} percentages converted`,
    tally.rows === 0
      ? 'logs: no rows found'
      : `logs: ${tally.rows} rows, ${tally.quarantined} cannot be used, ${tally.nonfinite} with NaN or Infinity, ${tally.mistyped} values of a wrong type${tooMuchBadInput ? '; too much bad input' : ''}`,
    ...(notedText(tally) === undefined ? [] : [`logs: ${notedText(tally) ?? ''}`]),
    `positions: ${counts.verified} verified by their fills, ${counts.differing} differ from their fills`,
    desk === undefined ? 'the configs cannot be used: repair the errors' : 'the configs can be used',
  ];
}

const EXCLUDED: Readonly<Record<DisabledBy, string>> = {
  restricted: 'it is restricted',
  status: 'its status is not a trading status',
  disabled: 'it is disabled',
};

function excludedOf(
  desk: Desk | undefined,
): readonly { readonly symbol: string; readonly reason: DisabledBy }[] {
  return [...(desk?.listings.values() ?? [])].flatMap(({ symbol, disabledBy }) =>
    disabledBy === undefined ? [] : [{ symbol, reason: disabledBy }],
  );
}

function explained(code: string): string {
  const text = warningText(code);
  return text === undefined ? '' : `: ${text.meaning}; what to do: ${text.remedy}`;
}
