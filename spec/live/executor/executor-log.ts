import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import {
  copyTruncateSteps,
  linesOf,
  memberBytes,
  memberPath,
  rotationSteps,
  type LogFiles,
} from './log-files';

export interface LogLimits {
  /** An append that would make the file longer rotates it first. */
  readonly maxBytes?: number;
  /** The number a file has when it goes into the archive; at least 1. */
  readonly backups?: number;
}

const NEWLINE = Buffer.from('\n');

/**
 * One instance of the executor's logger over `<stem>.jsonl` in its `execution` folder, which is created when
 * missing. Two instances on one file do not know of each other, as the executor's do not.
 */
export class ExecutorLog {
  private readonly files: LogFiles;
  private readonly maxBytes: number;

  constructor(dir: string, stem: string, { maxBytes = 10_000_000, backups = 5 }: LogLimits = {}) {
    mkdirSync(dir, { recursive: true });
    this.files = { dir, stem, backups };
    this.maxBytes = maxBytes;
  }

  get path(): string {
    return memberPath(this.files, 0);
  }

  /** The current file as text, empty when it is not there. */
  content(): string {
    return memberBytes(this.files, 0).toString();
  }

  /** The lines of the archive and of the whole chain, oldest first; exact between rotations only. */
  lines(): readonly string[] {
    return linesOf(this.files);
  }

  /** Replace-append: rotates when the line does not fit, then renames old content + line + "\n" over the file. */
  append(line: string | Buffer): void {
    this.beginAppend(line)();
  }

  /** `append` up to its rename: the old content is read, the temporary file lies there; the result renames it. */
  beginAppend(line: string | Buffer): () => void {
    const added = Buffer.concat([Buffer.from(line), NEWLINE]);
    const { length } = memberBytes(this.files, 0);
    if (length > 0 && length + added.length > this.maxBytes) this.rotate();
    return this.beginReplace(Buffer.concat([memberBytes(this.files, 0), added]));
  }

  /** Adds line + "\n" in place (O_APPEND), without a rotation. */
  appendPlain(line: string | Buffer): void {
    this.appendBytes(Buffer.concat([Buffer.from(line), NEWLINE]));
  }

  /** Adds these bytes in place (O_APPEND): a torn line, a part of one, no line at all. */
  appendBytes(bytes: string | Uint8Array): void {
    appendFileSync(this.path, bytes);
  }

  rotate(): void {
    Array.from(this.rotationSteps());
  }

  /** The rotation of `rotationSteps` in ./log-files; each `next` does one step and gives its name. */
  rotationSteps(): Generator<string, void> {
    return rotationSteps(this.files);
  }

  copyTruncate(): void {
    Array.from(this.copyTruncateSteps());
  }

  /** The copytruncate of `copyTruncateSteps` in ./log-files, likewise. */
  copyTruncateSteps(): Generator<string, void> {
    return copyTruncateSteps(this.files);
  }

  /** Replaces the file by one without its last lines, as a power loss may; what follows the last "\n" is a line. */
  rollBack(lines: number): void {
    const bytes = memberBytes(this.files, 0);
    let end = bytes.length;
    for (let line = 0; line < lines && end > 0; line++)
      end = bytes.subarray(0, end - 1).lastIndexOf(0x0a) + 1;
    this.beginReplace(bytes.subarray(0, end))();
  }

  /** An operator's edit, by replacing the file; bytes that are not UTF-8 do not survive it. */
  rewrite(edit: (content: string) => string): void {
    this.beginReplace(Buffer.from(edit(this.content())))();
  }

  // mkstemp's mode, and a name like its.
  private beginReplace(content: Buffer): () => void {
    const draft = `${this.path}${randomBytes(4).toString('hex')}.tmp`;
    writeFileSync(draft, content, { flag: 'wx', mode: 0o600 });
    return () => {
      renameSync(draft, this.path);
    };
  }
}
