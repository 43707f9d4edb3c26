import { join } from 'node:path';
import { indexHistory, INDEX_FILE } from '../../../pipelines/slices/index-history';
import { now } from '../../io/files/clock';
import { spanText } from '../../io/slices/history-index';
import { timeOption, wholeOption } from '../terminal/options';
import { printNote, printResult } from '../terminal/print';
import { Progress } from '../terminal/progress';
import { readDesk } from '../terminal/read-desk';

interface IndexFlags {
  readonly logs: readonly string[];
  readonly config: string;
  readonly out: string;
  readonly asOf?: string;
  readonly threads?: string;
}

/** `intel index`. */
export async function indexCommand(flags: IndexFlags): Promise<void> {
  const { logs, out } = flags;
  const asOf = timeOption('--as-of', flags.asOf);
  const threads = flags.threads === undefined ? undefined : wholeOption('--threads', flags.threads, 1);
  const { settings } = await readDesk(flags.config);
  const progress = new Progress();
  const onProgress = (read: number, total: number): void => {
    progress.at(read, total);
  };
  const index = await indexHistory({ logs, settings, asOf, now: now(), out, threads, onProgress }).finally(
    () => {
      progress.end();
    },
  );
  const segments = index.logs.reduce((sum, log) => sum + log.segments.length, 0);
  printResult(
    `${spanText(index)}: ${index.rows} rows in ${segments} segments, ${index.quarantined} quarantined`,
  );
  printNote(`written to ${join(out, INDEX_FILE)}`);
}
