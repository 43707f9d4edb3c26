import { basename, dirname, join } from 'node:path';
import { DirWatch } from '../io/dashboard/dir-watch';
import { replaceAll } from '../io/files/atomic';
import { reasonOf } from '../io/files/failures';
import { buildInfo } from '../io/files/package-root';
import { removeStaleTemps } from '../io/files/remove-stale-temps';
import { signatureOf } from '../io/files/signature';
import { STATUS_FILE } from '../io/publish/state-writer';
import { metricsText } from './metrics-text';
import { StateSource } from './state-source';

export interface MetricsFileOptions {
  /** The file that is kept, for the textfile collector of Prometheus's node exporter. */
  readonly path: string;
  /** The directory of the state files. */
  readonly state: string;
  /** What each sample is labelled with, where several such files lie in one directory. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly staleAfterMs: number;
  readonly now: () => number;
  /** Told why the file cannot be written, and undefined when it can be again. */
  readonly onTrouble: (message: string | undefined) => void;
}

/** A file of metrics that is being kept. */
export interface MetricsFile {
  /** Writes it a last time, and ends. */
  close(): Promise<void>;
}

/** Keeps a file with the metrics of a directory: replaced whole each time that live has written its status. */
export async function keepMetricsFile(options: MetricsFileOptions): Promise<MetricsFile> {
  const { path, state, labels, staleAfterMs, now, onTrouble } = options;
  const source = new StateSource(state, staleAfterMs);
  const statusFile = join(state, STATUS_FILE);
  let written = '';
  const write = async (signature: string): Promise<void> => {
    const { body } = await metricsText(await source.current(now()), buildInfo(), undefined, labels);
    await replaceAll([{ path, content: body }]);
    written = signature;
  };
  // What failed is tried again at the next look.
  const look = async (isLast = false): Promise<void> => {
    try {
      const signature = signatureOf(statusFile);
      if (isLast || signature !== written) await write(signature);
      onTrouble(undefined);
    } catch (error) {
      onTrouble(reasonOf(error));
    }
  };
  await removeStaleTemps(dirname(path), basename(path));
  const watch = new DirWatch(state, look);
  return {
    async close() {
      watch.close();
      await look(true);
    },
  };
}
