import { reasonOf } from '../files/failures';
import type { Segment } from '../logs/log-chain';
import { Doubt } from './doubt';
import { sourceOf, type Source } from './locate';
import { BrokenArchive, checkArchive, contentUntilBreak } from './offset/segment-content';

const PATIENCE_MS = 10_000;

/** Tells an archive that is being written from one that is broken: the latter stays so. */
export class ArchiveWatch {
  private readonly doubt = new Doubt();

  /** The archive to read; while it may still be written, and where it does not matter that it is broken, undefined. */
  async source(archive: Segment, isNeeded: boolean, nowMs: number): Promise<Source | undefined> {
    try {
      await checkArchive(archive);
      this.doubt.clear();
      return sourceOf(archive);
    } catch (error) {
      if (!(error instanceof BrokenArchive)) throw error;
      if (!isNeeded || !this.doubt.isOver('broken', nowMs, PATIENCE_MS)) return undefined;
      const content = (start: number): AsyncIterable<Buffer> => contentUntilBreak(archive, start);
      return { segment: archive, content, closed: false, damage: reasonOf(error) };
    }
  }
}
