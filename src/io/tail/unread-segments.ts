import { closeAll, openChain } from '../logs/log-chain';
import { matchSegment, segmentSource } from './match-segment';
import { UNREAD, type Bookmark } from './offset/bookmark';
import { NewlineSearch } from './offset/newline-search';

/**
 * How many segments of a log, not yet archived, hold lines that a bookmark does not know. It reads all of them, and moves
 * nothing. Undefined where they cannot be read.
 */
export async function unreadSegments(
  dir: string,
  stem: string,
  backups: number,
  bookmark: Bookmark = UNREAD,
): Promise<number | undefined> {
  try {
    const chain = await openChain(dir, stem, backups);
    try {
      let unread = 0;
      for (const segment of chain.filter(({ gzip }) => !gzip))
        if ((await matchSegment(segmentSource(segment), bookmark, new NewlineSearch())).unread) unread++;
      return unread;
    } finally {
      await closeAll(chain);
    }
  } catch {
    return undefined;
  }
}
