import { fstatSync } from 'node:fs';
import { signature } from '../files/signature';
import type { Segment } from '../logs/log-chain';
import { Debounce } from './debounce';
import { segmentSource, type SegmentSource } from './match-segment';
import { BrokenArchive, checkArchive, contentUntilBreak } from './offset/segment-content';

const PATIENCE_MS = 10_000;
const NEWLINE = 0x0a;

/** Tells an archive that is still being written from a broken one: only the broken one stays unreadable. */
export class ArchiveWatch {
  private readonly debounce = new Debounce();
  // The archive that was last found broken: while it stays the same it is not read again.
  private known = { signature: '', damage: '' };

  /** The archive to read. Undefined while it may still be being written, or if it is broken and not needed. */
  async source(archive: Segment, isNeeded: boolean, nowMs: number): Promise<SegmentSource | undefined> {
    const damage = await this.damageOf(archive);
    if (damage === undefined) {
      this.debounce.reset();
      return segmentSource(archive);
    }
    if (!isNeeded || !this.debounce.isStable('broken', nowMs, PATIENCE_MS)) return undefined;
    const content = (start: number): AsyncIterable<Buffer> => contentUntilBreak(archive, start);
    const told = `${damage}; the ${await linesIn(content(0))} rows that can be read count`;
    return { segment: archive, content, closed: false, damage: told };
  }

  private async damageOf(archive: Segment): Promise<string | undefined> {
    const now = signature(fstatSync(archive.handle.fd, { bigint: true }));
    if (now === this.known.signature) return this.known.damage;
    try {
      await checkArchive(archive);
      return undefined;
    } catch (error) {
      if (!(error instanceof BrokenArchive)) throw error;
      this.known = { signature: now, damage: error.message };
      return error.message;
    }
  }
}

async function linesIn(content: AsyncIterable<Buffer>): Promise<number> {
  let lines = 0;
  for await (const chunk of content) for (const byte of chunk) if (byte === NEWLINE) lines++;
  return lines;
}
