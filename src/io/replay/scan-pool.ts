import { Worker } from 'node:worker_threads';
import type { RowFilter } from '../decode/fast/scan/row-head';
import { claim, ScannedLines, type Scanned, type ScanJob } from '../decode/fast/scanned-lines';
import type { LinesInChunk } from '../lines/line-splitter';
import { threadFile } from '../files/thread-file';

interface Waiting {
  readonly resolve: (found: Scanned) => void;
  readonly reject: (error: Error) => void;
}

/** A chunk that another thread was asked to scan. */
export interface Scanning {
  /** The scanned lines. Undefined if the thread has not begun: then it never will, and the caller scans the lines. */
  take(): Promise<ScannedLines> | undefined;
}

/** Threads that scan lines ahead of the one that reads them. */
export class ScanPool {
  private readonly threads: readonly ScanThread[];
  private turn = 0;

  constructor(threads: number) {
    this.threads = Array.from({ length: threads }, () => new ScanThread());
  }

  /** The chunk must not change until the result has been read. The result rejects if the thread fails. */
  scan(lines: LinesInChunk, filter: RowFilter): Scanning {
    const thread = this.threads[this.turn++ % this.threads.length];
    if (thread === undefined) throw new Error('a pool needs a thread');
    const { chunk, start, end, maxLineBytes } = lines;
    const { log, latestTs, since } = filter;
    const claimed = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    const found = thread.scan({ chunk, start, end, maxLineBytes, log, latestTs, since, claimed });
    // It may reject before anyone awaits it.
    found.catch(() => undefined);
    return {
      take: () => (claim(claimed) ? undefined : found.then((scanned) => new ScannedLines(lines, scanned))),
    };
  }

  async close(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.close()));
  }
}

// It answers in the order of its jobs.
class ScanThread {
  private readonly worker = new Worker(...threadFile(__filename, 'scan-thread'));
  private readonly waiting: Waiting[] = [];
  private failure: Error | undefined;

  constructor() {
    this.worker.on('message', (found: Scanned) => {
      this.waiting.shift()?.resolve(found);
    });
    this.worker.on('error', (error) => {
      this.fail(error);
    });
    this.worker.on('exit', (code) => {
      this.fail(new Error(`a scanning thread ended with ${code}`));
    });
  }

  scan(job: ScanJob): Promise<Scanned> {
    return new Promise((resolve, reject) => {
      if (this.failure !== undefined) {
        reject(this.failure);
        return;
      }
      this.waiting.push({ resolve, reject });
      this.worker.postMessage(job);
    });
  }

  async close(): Promise<void> {
    await this.worker.terminate();
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.splice(0)) reject(this.failure);
  }
}
