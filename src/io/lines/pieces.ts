import type { Line } from './line-splitter';

/** A part of a line, with the line's place. */
export interface Piece extends Line {
  readonly bytes: Buffer;
}

const NUL = 0x00;

/**
 * What stands before the last run of NUL in a line and what stands after it, where there is anything, and how many
 * bytes of NUL there are. A writer that does not append leaves such a run where its log was cut meanwhile: what stands
 * before it was torn off there, or a row that lacks its newline.
 */
export function piecesOf(
  line: Line,
  bytes: Buffer,
): { readonly pieces: readonly Piece[]; readonly nulBytes: number } {
  const { offset, length, ended } = line;
  const last = bytes.lastIndexOf(NUL);
  const after = bytes.subarray(last + 1);
  const before = withoutOuterNuls(bytes.subarray(0, last + 1));
  const pieces: Piece[] = [];
  if (before.length > 0) pieces.push({ bytes: before, head: before, offset, length, ended: false });
  if (after.length > 0) pieces.push({ bytes: after, head: after, offset, length, ended });
  return { pieces, nulBytes: length - before.length - after.length };
}

function withoutOuterNuls(bytes: Buffer): Buffer {
  let from = 0;
  let to = bytes.length;
  while (bytes[from] === NUL) from++;
  while (to > from && bytes[to - 1] === NUL) to--;
  return bytes.subarray(from, to);
}
