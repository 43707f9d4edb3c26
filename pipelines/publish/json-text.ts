import { memoizeByRef } from '../../operators/core/memoize-by-ref';

const textOf = memoizeByRef((part: object) => JSON.stringify(part));

/**
 * What JSON.stringify writes of JSON data that is never changed, in pieces to be joined: the parts that lie as many
 * levels deep as `levelsOf` says of a field are written once each, however often they are met.
 */
export function jsonPieces(
  value: object,
  levelsOf: (field: string) => number,
  pieces: string[] = [],
): readonly string[] {
  let before = '{';
  for (const [name, part] of Object.entries(value) as [string, unknown][]) {
    if (part === undefined) continue;
    const levels = levelsOf(name);
    const label = `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (typeof part !== 'object' || part === null) pieces.push(label, JSON.stringify(part));
    else if (levels === 0 || Array.isArray(part)) pieces.push(label, textOf(part));
    else {
      pieces.push(label);
      jsonPieces(part, () => levels - 1, pieces);
    }
  }
  pieces.push(before === '{' ? '{}' : '}');
  return pieces;
}
