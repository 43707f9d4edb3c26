import { checkDesk } from '../../../pipelines/replay/check-desk';
import { loadDesk } from '../../io/config/load-desk';
import { now } from '../../io/files/clock';
import { checkLogs } from '../../../pipelines/replay/check-logs';
import { settingsFrom } from '../../model/fund/settings';
import { checkReport } from '../check/report/check-report';
import { checkText } from '../check/text/check-text';
import { EXIT } from '../terminal/exit';
import { jsonText, printResult } from '../terminal/print';

interface CheckFlags {
  readonly logs: readonly string[];
  readonly config: string;
  readonly json?: boolean;
}

/** `intel check`. */
export async function checkCommand({ logs, config, json }: CheckFlags): Promise<void> {
  const loaded = await loadDesk(config);
  const { desk } = loaded;
  const found =
    desk === undefined ? await checkLogs(logs, settingsFrom(), now()) : await checkDesk(logs, desk, now());
  const report = checkReport(loaded, found, logs);
  printResult(json === true ? jsonText(report) : checkText(report));
  if (!report.usable) process.exitCode = report.reason === 'config' ? EXIT.usage : EXIT.badInput;
}
