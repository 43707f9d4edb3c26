import { closeRead, openRegular } from '../files/open-file';
import { readAhead } from '../files/read-ahead';
import { LineSplitter, type Line } from './line-splitter';

/**
 * The lines of a file as long as it now is, or of its first `length` bytes; none when there is no file. Bytes after the
 * last newline are a line that is not `ended`. A line is good until the next one.
 */
export async function* fileLines(
  path: string,
  maxLineBytes: number,
  length = Infinity,
): AsyncGenerator<Line, undefined> {
  const handle = await openRegular(path);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    const splitter = new LineSplitter(maxLineBytes);
    for await (const chunk of readAhead(handle, Math.min(size, length))) yield* splitter.push(chunk);
    const rest = splitter.rest();
    if (rest !== undefined) yield rest;
  } finally {
    await closeRead(handle);
  }
  return undefined;
}
