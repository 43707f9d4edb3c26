import { once } from 'node:events';
import ndjson from 'ndjson';
import { join } from 'node:path';
import { DraftFile } from '../files/draft-file';
import type { Fault } from '../decode/fault';

/** The rows of one replay that could not be used, each with its place and reason: quarantine.jsonl. */
export class Quarantine {
  private readonly draft: DraftFile;
  private readonly lines = ndjson.stringify();
  private failure: Error | undefined;
  private synced = false;

  constructor(outDir: string) {
    this.draft = new DraftFile(join(outDir, 'quarantine.jsonl'));
    this.lines.on('data', (line: string) => {
      try {
        this.draft.write(line);
      } catch (error) {
        this.failure ??= error instanceof Error ? error : new Error(String(error));
      }
    });
  }

  add(fault: Fault): void {
    this.rethrow();
    this.lines.write(fault);
  }

  /** Writes all there is to the disk. */
  async sync(): Promise<void> {
    if (this.synced) return;
    this.synced = true;
    const flowed = once(this.lines, 'end');
    this.lines.end();
    await flowed;
    this.rethrow();
    this.draft.sync();
  }

  /** Puts the file in its place. */
  async commit(): Promise<void> {
    await this.sync();
    this.draft.commit();
  }

  // A failure inside the stream's event would end the process; it is thrown where the caller can take it.
  private rethrow(): void {
    if (this.failure !== undefined) throw this.failure;
  }

  abort(): void {
    this.lines.destroy();
    this.draft.abort();
  }
}
