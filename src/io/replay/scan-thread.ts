import { parentPort } from 'node:worker_threads';
import { scanLines, type ScanJob } from '../decode/fast/scanned-lines';

/** A thread that scans lines, and makes blocks of their rows. */

parentPort?.on('message', (job: ScanJob) => {
  parentPort?.postMessage(scanLines(job));
});
