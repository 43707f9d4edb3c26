import { once } from 'node:events';
import ndjson from 'ndjson';
import { join } from 'node:path';
import { DraftFile } from '../draft-file';
import type { Fault } from '../fault';

/** The rows of one replay that could not be used, each with its place and reason: quarantine.jsonl. */
export class Quarantine {
  private readonly draft: DraftFile;
  private readonly lines = ndjson.stringify();

  constructor(outDir: string) {
    this.draft = new DraftFile(join(outDir, 'quarantine.jsonl'));
    this.lines.on('data', (line: string) => {
      this.draft.write(line);
    });
  }

  add(fault: Fault): void {
    this.lines.write(fault);
  }

  async keep(): Promise<void> {
    const flowed = once(this.lines, 'end');
    this.lines.end();
    await flowed;
    this.draft.keep();
  }

  drop(): void {
    this.lines.destroy();
    this.draft.drop();
  }
}
