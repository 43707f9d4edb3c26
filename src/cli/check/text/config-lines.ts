import { formatProblem } from '../../../io/config/schema/problem';
import { counted } from '../report/words';
import type { CheckReport } from '../report/check-schema';

type Problem = CheckReport['problems'][number];
type Severity = Problem['severity'];

/** The problems of the configs of one severity, each with its place. */
export function problemLines({ problems }: CheckReport, severity: Severity): readonly string[] {
  return problems
    .filter((problem) => problem.severity === severity)
    .map(
      ({ line, column, found, ...problem }) =>
        `  ${severity}: ${formatProblem({ ...problem, line: line ?? undefined, column: column ?? undefined, found: found ?? undefined })}`,
    );
}

/** What is doubtful in the configs, and each percentage that is used as another number than was written. */
export function configLines(report: CheckReport): readonly string[] {
  const { problems, conversions } = report;
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const converted = conversions.filter((conversion) => conversion.converted);
  const listed = conversions.filter((conversion) => conversion.converted || conversion.unit === 'percent');
  return [
    `  ${counted(errors, 'error')}, ${counted(problems.length - errors, 'warning')}, ${converted.length} percentages converted`,
    ...problemLines(report, 'warning'),
    ...listed.map(({ file, line, column, path, found, used, unit }) => {
      const place = `${file}:${line ?? 1}:${column ?? 1}`;
      const reading =
        unit === 'fraction' ? `${found} % is used as the fraction ${used}` : `${found} is used as ${used} %`;
      return `  converted: ${place} /${path.join('/')}: ${reading}`;
    }),
  ];
}
