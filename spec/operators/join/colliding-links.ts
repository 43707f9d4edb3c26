import { linkHash } from '../../../operators/join/link-hash';

const LETTERS = 7;
// Made once: two of so many ends lead to one state, whatever state comes before.
const ENDS = Array.from({ length: 400_000 }, (_, n) =>
  (Math.imul(n, 0x9e3779b1) >>> 0).toString(36).padStart(LETTERS, '0'),
);

/**
 * 2 ** doublings links of one symbol and one hash. Of the ends tried after one beginning two soon lead to one state, as
 * there are but 2 ** 32 states: either may stand there, and so it goes on from that state.
 */
export function linksOfOneHash(symbol: string, doublings: number): readonly string[] {
  let links = [''];
  let state = stateAfter(0x811c9dc5, symbol);
  for (let n = 0; n < doublings; n++) {
    const pair = collidingEnds(state);
    links = links.flatMap((link) => pair.map((end) => link + end));
    state = stateAfter(state, pair[0]);
  }
  return links;
}

/** `count` links of a symbol whose hashes `isWanted` accepts, given how many were found before. */
export function linksWhere(
  symbol: string,
  count: number,
  isWanted: (hash: number, found: number) => boolean,
): readonly string[] {
  const links: string[] = [];
  for (let n = 0; links.length < count; n++)
    if (isWanted(linkHash(symbol, `id${n}`), links.length)) links.push(`id${n}`);
  return links;
}

function collidingEnds(state: number): readonly [string, string] {
  const known = new Map<number, string>();
  for (const end of ENDS) {
    const after = stateAfter(state, end);
    const other = known.get(after);
    if (other !== undefined) return [other, end];
    known.set(after, end);
  }
  throw new Error('no two of them lead to one state');
}

// What the hash has come to before its last mix, which keeps different states different.
function stateAfter(state: number, text: string): number {
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193);
  return state;
}
