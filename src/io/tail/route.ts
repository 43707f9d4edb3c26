import type { Sighting } from './locate';
import { isCurrent } from './locate';

/** What to make of a chain: where reading goes on, and whether that is sure. */
export interface Route {
  /** The file that reading goes on in. Files before it are done with, but for what was added to them. */
  readonly onFrom: number;
  /**
   * What was being read is there; or only a part of it; or it is gone, and older segments are known; or `nothing` of
   * what was read is left.
   */
  readonly found: 'exact' | 'common' | 'left' | 'nothing';
  /** What must be seen twice before it is believed; undefined when all is as the executor leaves it. */
  readonly doubt: string | undefined;
}

/** The route through a chain's files, oldest first. */
export function routeOf(files: readonly Sighting[]): Route {
  // The oldest file that goes on from the bookmark: a newer one may be a copy, or have been brought back.
  const exact = files.findIndex(({ kind }) => kind === 'exact');
  if (exact >= 0) {
    const isStrange = files.some((file, i) => file.unread && strange(file, i - exact));
    return { onFrom: exact, found: 'exact', doubt: isStrange ? 'lines in strange places' : undefined };
  }
  const common = longestCommon(files);
  if (common !== undefined) {
    const doubt = `back to ${common.position.offset}`;
    return { onFrom: files.indexOf(common), found: 'common', doubt };
  }
  const isUnread = files.some(({ unread }) => unread);
  const left = files.findLastIndex(({ kind }) => kind === 'left');
  const isBack = left >= 0 && files[left] !== undefined && isCurrent(files[left].segment);
  return {
    onFrom: isBack ? left : left + 1,
    found: left < 0 ? 'nothing' : 'left',
    doubt: isUnread ? (left < 0 ? 'nothing is known' : 'what was being read is gone') : undefined,
  };
}

// Before the file being read there are lines of segments left; after it there is what nothing is known of.
function strange({ kind }: Sighting, after: number): boolean {
  if (after === 0 || kind === 'exact') return false;
  return after < 0 ? kind !== 'left' : kind !== 'new';
}

function longestCommon(files: readonly Sighting[]): Sighting | undefined {
  let longest: Sighting | undefined;
  for (const file of files)
    if (file.kind === 'common' && file.position.offset > (longest?.position.offset ?? 0)) longest = file;
  return longest;
}
