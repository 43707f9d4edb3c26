import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';

const MARK = '{"kind":"mark"';

/** Watches a journal for marks: each says that live had read both logs to where they ended. */
export class Progress {
  /** When a mark was last seen, epoch ms; at first the moment of the beginning. */
  sinceMs = Date.now();
  private readonly read = new Map<string, number>();

  constructor(private readonly journal: string) {}

  /** The journal holds something. */
  get hasBegun(): boolean {
    return this.read.size > 0;
  }

  /** Whether there is a mark that was not there the last time. */
  look(): boolean {
    const names = existsSync(this.journal) ? readdirSync(this.journal) : [];
    const news = names.filter((name) => name.endsWith('.jsonl')).map((name) => this.newsOf(name));
    const moved = news.some((text) => text.includes(MARK));
    if (moved) this.sinceMs = Date.now();
    return moved;
  }

  private newsOf(name: string): string {
    const fd = openSync(join(this.journal, name), 'r');
    try {
      // A commit that is broken off is cut off later; a mark's beginning may have been read already.
      const from = Math.max(0, Math.min(this.read.get(name) ?? 0, fstatSync(fd).size));
      const bytes = Buffer.alloc(fstatSync(fd).size - from);
      const length = readSync(fd, bytes, 0, bytes.length, from);
      this.read.set(name, from + length);
      return bytes.toString('latin1', 0, length);
    } finally {
      closeSync(fd);
    }
  }
}
