import { join } from 'node:path';
import { checkDesk } from '../../../pipelines/replay/check-desk';
import { checkLogs } from '../../../pipelines/replay/check-logs';
import { checkReport } from '../../../src/cli/check/report/check-report';
import type { CheckReport } from '../../../src/cli/check/report/check-schema';
import { checkText } from '../../../src/cli/check/text/check-text';
import { loadDesk } from '../../../src/io/config/load-desk';
import { settingsFrom } from '../../../src/model/fund/settings';
import { onDesk } from '../desk';

const NOW = Date.UTC(2030, 0, 1);

/** What check reports of a directory with config/ and logs/. */
async function reportIn(dir: string): Promise<CheckReport> {
  const loaded = await loadDesk(join(dir, 'config'));
  const logs = join(dir, 'logs');
  const found =
    loaded.desk === undefined
      ? await checkLogs(logs, settingsFrom(), NOW)
      : await checkDesk(logs, loaded.desk, NOW);
  return checkReport(loaded, found, [logs]);
}

/** What check reports of a desk with these files in place of, or beside, the usual ones. */
export function reportOn(
  files: Readonly<Record<string, string | Uint8Array | undefined>>,
): Promise<CheckReport> {
  return onDesk(files, reportIn);
}

/** The page of a report with each line that was broken made whole again. */
export function pageOf(report: CheckReport): string {
  return unwrapped(checkText(report));
}

/** A page with each line that was broken made whole again, and each consequence on the line of its share. */
export function unwrapped(page: string): string {
  const [verdict = '', ...sections] = page.split('\n\n');
  return [verdict.replaceAll('\n', ' '), ...sections].join('\n\n').replace(/\n {6}/g, ' ');
}
