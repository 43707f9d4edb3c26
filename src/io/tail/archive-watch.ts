import { reasonOf } from '../files/failures';
import type { Segment } from '../logs/log-chain';
import { Debounce } from './debounce';
import { segmentSource, type SegmentSource } from './match-segment';
import { BrokenArchive, checkArchive, contentUntilBreak } from './offset/segment-content';

const PATIENCE_MS = 10_000;

/** Tells an archive that is still being written from a broken one: only the broken one stays unreadable. */
export class ArchiveWatch {
  private readonly debounce = new Debounce();

  /** The archive to read. Undefined while it may still be being written, or if it is broken and not needed. */
  async source(archive: Segment, isNeeded: boolean, nowMs: number): Promise<SegmentSource | undefined> {
    try {
      await checkArchive(archive);
      this.debounce.reset();
      return segmentSource(archive);
    } catch (error) {
      if (!(error instanceof BrokenArchive)) throw error;
      if (!isNeeded || !this.debounce.isStable('broken', nowMs, PATIENCE_MS)) return undefined;
      const content = (start: number): AsyncIterable<Buffer> => contentUntilBreak(archive, start);
      return { segment: archive, content, closed: false, damage: reasonOf(error) };
    }
  }
}
