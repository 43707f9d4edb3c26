import { join, parse } from 'node:path';
import { DraftFile } from '../files/draft-file';
import { sha256 } from '../files/sha256';

/** One replacement of a state file. */
export interface HistoryEntry {
  readonly name: string;
  readonly asOf: number;
  readonly asOfText: string;
  readonly pieces: readonly string[];
}

/**
 * The history of one replay, written anew: `history/published.jsonl` has a line for each replacement, and
 * `history/<stem>.jsonl` the file's whole content at the moments it is kept for.
 */
export class History {
  private readonly published: DraftFile;
  private readonly contents = new Map<string, DraftFile>();
  private readonly lastOf = new Map<string, number>();

  constructor(private readonly outDir: string) {
    this.published = new DraftFile(join(outDir, 'history', 'published.jsonl'));
  }

  /** Adds a replacement, once for a file and moment. */
  add(entry: HistoryEntry): void {
    if (this.lastOf.get(entry.name) === entry.asOf) return;
    this.lastOf.set(entry.name, entry.asOf);
    const { name: file, asOfText: as_of, pieces } = entry;
    this.published.write(`${JSON.stringify({ file, as_of, sha256: sha256(pieces) })}\n`);
  }

  /** Keeps the content of a file at a tick. */
  keepContent(file: HistoryEntry): void {
    const draft = this.draftOf(file.name);
    for (const piece of file.pieces) draft.write(piece);
  }

  /** Writes all there is to the disk. */
  sync(): void {
    for (const draft of this.drafts()) draft.sync();
  }

  commit(): void {
    for (const draft of this.drafts()) draft.commit();
  }

  abort(): void {
    for (const draft of this.drafts()) draft.abort();
  }

  private drafts(): readonly DraftFile[] {
    return [this.published, ...this.contents.values()];
  }

  private draftOf(name: string): DraftFile {
    const known = this.contents.get(name);
    if (known !== undefined) return known;
    const draft = new DraftFile(join(this.outDir, 'history', `${parse(name).name}.jsonl`));
    this.contents.set(name, draft);
    return draft;
  }
}
