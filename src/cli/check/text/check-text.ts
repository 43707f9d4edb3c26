import { colors } from '../../terminal/print';
import { visible } from '../../../model/values/visible';
import type { CheckReport } from '../report/check-schema';
import { closeLines } from './close-lines';
import { configLines, problemLines } from './config-lines';
import { coverageSections } from './coverage-lines';
import { badRowLines } from './bad-row-lines';
import { nameLines } from './name-lines';
import { rowLines } from './row-lines';
import { snapshotLines } from './snapshot-lines';
import { warningLines } from './warning-lines';
import { wrapped } from './wrap';

/** A part of the page: its title, and lines of two blanks and more. */
export interface PageSection {
  readonly title: string;
  readonly lines: readonly string[];
}

/** The page: the verdict, what the rows carry, what is beside them, what to look at, and the configs last. */
export function checkText(report: CheckReport): string {
  const sections: readonly PageSection[] = [
    { title: 'Errors of the configs', lines: problemLines(report, 'error') },
    { title: 'Rows', lines: rowLines(report) },
    ...coverageSections(report),
    { title: 'Snapshots', lines: snapshotLines(report) },
    { title: 'Names', lines: nameLines(report.names) },
    { title: 'Warnings', lines: warningLines(report) },
    { title: 'Closes to look at', lines: closeLines(report.closes) },
    { title: 'Rows that cannot be used', lines: badRowLines(report.rows) },
    { title: 'Configs', lines: configLines(report) },
  ];
  return [
    ...wrapped(visible(report.verdict), 0).map((line) => colors.bold(line)),
    ...sections
      .filter(({ lines }) => lines.length > 0)
      .flatMap(({ title, lines }) => [
        '',
        colors.bold(title),
        ...lines.map(visible).flatMap((line) => wrapped(line)),
      ]),
  ].join('\n');
}
