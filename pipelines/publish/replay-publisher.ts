import { join } from 'node:path';
import { STATE_FILES } from '../../operators/files/state-files';
import type { Fault } from '../../src/io/decode/fault';
import { DraftFile } from '../../src/io/files/draft-file';
import { removeStaleTemps } from '../../src/io/files/remove-stale-temps';
import { refuseLiveOwner } from '../../src/io/lock/live-owner';
import { contentFile, PUBLISHED_FILE, publishedLines } from '../../src/io/publish/history';
import { faultLines, QUARANTINE_FILE } from '../../src/io/publish/quarantine';
import { refuseOlder, writeStateFiles } from '../../src/io/publish/state-files';
import type { Settings } from '../../src/model/fund/settings';
import type { Frame } from '../graph/decide';
import { publicationsOf } from './publication';
import { planWrites, rulesOf, type PublishedDigests } from './write-plan';

/** What a replay writes besides the state files. */
export interface ReplayOutputs {
  readonly quarantine: boolean;
  readonly history: boolean;
  /** The history goes on in another slice: the last frame is not noted where nothing but its stamps changed. */
  readonly goesOn?: boolean | undefined;
  /** Replace state files that are of a later time. */
  readonly force: boolean | undefined;
}

/**
 * Puts a replay on the disk: history and quarantine are drafted as they come, and written anew together with the state
 * files of the last frame, all or none of them.
 */
export class ReplayPublisher {
  private readonly drafts = new Map<string, DraftFile>();
  private digests: PublishedDigests = {};
  private opening: PublishedDigests = {};

  private constructor(
    private readonly outDir: string,
    private readonly outputs: ReplayOutputs,
  ) {}

  /** Refuses a directory that a live instance owns. */
  static async open(outDir: string, outputs: ReplayOutputs): Promise<ReplayPublisher> {
    await refuseLiveOwner(outDir);
    for (const dir of [outDir, join(outDir, 'history')]) await removeStaleTemps(dir);
    const publisher = new ReplayPublisher(outDir, outputs);
    if (outputs.quarantine) publisher.draft(QUARANTINE_FILE);
    return publisher;
  }

  /** Drafts the line of a row that cannot be used. */
  quarantine(fault: Fault): void {
    this.draft(QUARANTINE_FILE).write(faultLines([fault]));
  }

  /** Drafts what the history says of a tick. */
  answer(frame: Frame, settings: Settings): void {
    if (!this.outputs.history) return;
    const { publications, kept, digests } = planWrites(frame, this.digests, rulesOf(settings));
    this.digests = digests;
    this.opening = { ...digests, ...this.opening };
    this.draft(PUBLISHED_FILE).write(publishedLines(publications));
    for (const { name, pieces } of kept) {
      const draft = this.draft(contentFile(name));
      for (const piece of pieces) draft.write(piece);
    }
  }

  /** The first and the last replacement of each file that the history holds. */
  get replaced(): { readonly first: PublishedDigests; readonly last: PublishedDigests } {
    return { first: this.opening, last: this.digests };
  }

  /** How long each draft is, by name. */
  get lengths(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.drafts].map(([name, draft]) => [name, draft.length]));
  }

  /**
   * Puts the files of the last frame and the drafts in place: all are on the disk before any is replaced. `about` drafts
   * what else belongs to them.
   */
  async commit(last: Frame, about?: Readonly<Record<string, () => string>>): Promise<void> {
    const { history, goesOn, force } = this.outputs;
    if (force !== true) await refuseOlder(this.outDir, last.asOf, Object.values(STATE_FILES));
    const files = publicationsOf(last);
    // The last frame is always written, also where nothing but its stamps changed.
    const unnoted = files.filter(({ key }) => this.digests[key]?.asOf !== last.asOf);
    if (history && goesOn !== true) this.draft(PUBLISHED_FILE).write(publishedLines(unnoted));
    for (const [name, text] of Object.entries(about ?? {})) {
      const content = text();
      this.draft(name).write(content);
    }
    const fence = (): Promise<void> => refuseLiveOwner(this.outDir);
    await writeStateFiles(this.outDir, files, [...this.drafts.values()], fence);
  }

  /** Drops the drafts; the earlier files stay. */
  abort(): void {
    // The last first: directories that were made for them go when they are empty.
    for (const draft of [...this.drafts.values()].reverse()) draft.abort();
  }

  private draft(name: string): DraftFile {
    const known = this.drafts.get(name);
    if (known !== undefined) return known;
    const draft = new DraftFile(join(this.outDir, name));
    this.drafts.set(name, draft);
    return draft;
  }
}
