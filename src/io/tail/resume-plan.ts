import type { SegmentMatch } from './match-segment';
import { isCurrent } from './match-segment';

/** What to make of a chain: where reading goes on, and whether that is sure. */
export interface ResumePlan {
  /** The file that reading goes on in. Files before it are done with, but for what was added to them. */
  readonly resumeAt: number;
  /**
   * What was being read is there; or only a part of it; or it is gone, and older segments are known; or `nothing` of
   * what was read is left.
   */
  readonly found: 'exact' | 'common' | 'left' | 'nothing';
  /** What must be seen twice before it is believed; undefined when all is as the executor leaves it. */
  readonly unconfirmed: string | undefined;
}

/** The route through a chain's files, oldest first. */
export function resumePlanOf(files: readonly SegmentMatch[]): ResumePlan {
  // The oldest file that goes on from the bookmark: a newer one may be a copy, or have been brought back.
  const exact = files.findIndex(({ kind }) => kind === 'exact');
  if (exact >= 0) {
    const isUnsure = files.some((file, i) => file.unread && isUnexpected(file, i - exact));
    return { resumeAt: exact, found: 'exact', unconfirmed: isUnsure ? 'lines in strange places' : undefined };
  }
  const common = longestCommon(files);
  if (common !== undefined) {
    const unconfirmed = `back to ${common.position.offset}`;
    return { resumeAt: files.indexOf(common), found: 'common', unconfirmed };
  }
  const isUnread = files.some(({ unread }) => unread);
  const left = files.findLastIndex(({ kind }) => kind === 'left');
  const isBack = left >= 0 && files[left] !== undefined && isCurrent(files[left].segment);
  return {
    resumeAt: isBack ? left : left + 1,
    found: left < 0 ? 'nothing' : 'left',
    unconfirmed: isUnread ? (left < 0 ? 'nothing is known' : 'what was being read is gone') : undefined,
  };
}

// Before the file being read there are lines of segments left; after it there is what nothing is known of.
function isUnexpected({ kind }: SegmentMatch, after: number): boolean {
  if (after === 0 || kind === 'exact') return false;
  return after < 0 ? kind !== 'left' : kind !== 'new';
}

function longestCommon(files: readonly SegmentMatch[]): SegmentMatch | undefined {
  let longest: SegmentMatch | undefined;
  for (const file of files)
    if (file.kind === 'common' && file.position.offset > (longest?.position.offset ?? 0)) longest = file;
  return longest;
}
