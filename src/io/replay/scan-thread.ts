import { parentPort } from 'node:worker_threads';
import { CurrentRow } from '../decode/fast/scan/current-row';
import { scanLines, type ScanJob } from '../decode/fast/scanned-lines';

/** A thread that scans lines, and makes blocks of their rows. */

const row = new CurrentRow();

parentPort?.on('message', (job: ScanJob) => {
  parentPort?.postMessage(scanLines(job, row));
});
