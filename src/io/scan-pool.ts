import { Worker } from 'node:worker_threads';
import type { Asked } from './hot/row-head';
import { ScannedLines, type ScanJob } from './hot/scanned-lines';
import type { LinesInChunk } from './line-splitter';
import { threadFile } from './thread-file';

interface Waiting {
  readonly resolve: (words: Int32Array) => void;
  readonly reject: (error: Error) => void;
}

const MOST_WAITING = 3;

/** Threads that scan lines ahead of the one that reads them. */
export class ScanPool {
  private readonly threads: readonly ScanThread[];
  private turn = 0;

  constructor(threads: number) {
    this.threads = Array.from({ length: threads }, () => new ScanThread());
  }

  /** Each thread has enough to do for now. */
  get isBusy(): boolean {
    return this.threads.every((thread) => thread.jobs >= MOST_WAITING);
  }

  /** The chunk must stay as it is until what was found has been read. Rejects when the thread fails. */
  scan(lines: LinesInChunk, asked: Asked): Promise<ScannedLines> {
    const thread = this.threads[this.turn++ % this.threads.length];
    if (thread === undefined) throw new Error('a pool needs a thread');
    const { chunk, start, end, maxLineBytes } = lines;
    const { log, latestTs, since } = asked;
    const scanned = thread
      .scan({ chunk, start, end, maxLineBytes, log, latestTs, since })
      .then((words) => new ScannedLines(lines, words));
    // It may fail before anyone waits for it.
    scanned.catch(() => undefined);
    return scanned;
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
    this.worker.on('message', (words: Int32Array) => {
      this.waiting.shift()?.resolve(words);
    });
    this.worker.on('error', (error) => {
      this.fail(error);
    });
    this.worker.on('exit', (code) => {
      this.fail(new Error(`a scanning thread ended with ${code}`));
    });
  }

  /** Those that are not answered yet. */
  get jobs(): number {
    return this.waiting.length;
  }

  scan(job: ScanJob): Promise<Int32Array> {
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
