import { checkLogs, type LogCheck } from '../../io/replay/check-logs';
import { notedText } from '../../io/decode/tally';
import { now } from '../../io/files/clock';
import { loadDesk, type LoadedDesk } from '../../io/config/load-desk';
import { formatProblem } from '../../io/config/schema/problem';
import { settingsFrom } from '../../model/fund/settings';
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
  const logs = await checkLogs(flags.logs, loaded.desk?.settings ?? settingsFrom(), now());
  printResult(
    flags.json === true ? jsonText(report(loaded, logs)) : lines(loaded, logs).map(visible).join('\n'),
  );
  if (loaded.desk === undefined) process.exitCode = EXIT.usage;
  else if (logs.tooMuchBadInput) process.exitCode = EXIT.badInput;
}

function report({ problems, conversions, desk }: LoadedDesk, logs: LogCheck): object {
  const { faults, tally, notes, tooMuchBadInput } = logs;
  return {
    usable: desk !== undefined,
    problems,
    conversions,
    rows: { faults, tally, too_much_bad_input: tooMuchBadInput },
    notes,
  };
}

function lines({ problems, conversions, desk }: LoadedDesk, logs: LogCheck): readonly string[] {
  const { faults, tally, notes, tooMuchBadInput } = logs;
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  const converted = conversions.filter((conversion) => conversion.note === 'converted');
  return [
    ...problems.map((problem) => `${problem.severity}: ${formatProblem(problem)}`),
    ...converted.map(({ file, line, column, path, found, used }) => {
      const place = `${file}:${line ?? 1}:${column ?? 1}`;
      return `converted: ${place} /${path.map(visible).join('/')}: ${found} % is used as the fraction ${used}`;
    }),
    ...notes.map((line) => `warning: ${line}`),
    ...faults.map(
      (fault) =>
        `row: ${fault.file}@${fault.offset}: ${fault.reason}: ${visible(fault.detail)} (${fault.length} bytes)`,
    ),
    `config: ${errors} errors, ${problems.length - errors} warnings, ${converted.length} percentages converted`,
    tally.rows === 0
      ? 'logs: no rows found'
      : `logs: ${tally.rows} rows, ${tally.quarantined} cannot be used, ${tally.nonfinite} with NaN or Infinity, ${tally.mistyped} values of a wrong type${tooMuchBadInput ? '; too much bad input' : ''}`,
    ...(notedText(tally) === undefined ? [] : [`logs: ${notedText(tally) ?? ''}`]),
    desk === undefined ? 'not usable' : 'usable',
  ];
}
