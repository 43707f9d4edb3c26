import { statInPlace } from '../files/in-place';
import { holeText } from '../logs/chain-holes';
import type { Segment } from '../logs/log-chain';
import { isUnread, type Bookmark } from './offset/bookmark';
import { isCurrent, type SegmentMatch } from './match-segment';
import type { ResumePlan } from './resume-plan';
import type { TailNews } from './tail-news';

/** What is known when reading moves on to another segment. */
export interface Move {
  readonly stem: string;
  readonly to: SegmentMatch;
  /** The segment that was read to its end just before, in the same chain. */
  readonly from: Segment | undefined;
  readonly found: ResumePlan['found'];
  /** Files that should lie between the two. */
  readonly missing: readonly string[];
  /** The chain has no other segment. */
  readonly isAlone: boolean;
  readonly bookmark: Bookmark;
  /** The inode of the current file when it was last read, and how many of its bytes were unread. */
  readonly inode: number;
  readonly missedBytes: number;
}

/** What the move to another segment means: rotation, truncation, gap …; undefined at the very first segment. */
export function moveNews(move: Move): TailNews | undefined {
  const { stem, to, from, found, missing, isAlone, bookmark, inode, missedBytes } = move;
  const { file, handle } = to.segment;
  if (missing.length > 0) return newsOf('gap', holeText(stem, missing), true);
  if (isUnread(bookmark)) return undefined;
  if (to.kind !== 'new')
    return newsOf('resurrect', `${file}, an earlier segment, has new lines after byte ${to.position.offset}`);
  if (from !== undefined)
    return newsOf('rotation', `${from.file} ended at byte ${bookmark.ends.at(-1)?.offset ?? 0}`);
  if (found === 'nothing' && !(isAlone && bookmark.left.length === 0))
    return newsOf(
      'gap',
      'the chain has lost the last line read, and the rows up to its oldest segment',
      true,
    );
  const isSame = isCurrent(to.segment) && statInPlace(handle).ino === inode;
  const what = isSame ? 'was cut short and starts again' : 'was replaced by another file';
  const unread = missedBytes > 0 ? `; ${missedBytes} bytes of the old file were not read` : '';
  return newsOf(isSame ? 'truncate' : 'recreate', `${file} ${what}${unread}`, missedBytes > 0);
}

function newsOf(event: TailNews['event'], detail: string, incomplete = false): TailNews {
  return { event, detail, incomplete };
}
