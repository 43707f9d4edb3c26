import { closeRead, openRegular } from '../files/open-file';
import { readAhead } from '../files/read-ahead';
import { LineSplitter, type Line } from './line-splitter';

/** Which bytes of a file are read: from where a line begins to an end; all of them by default. */
export interface FileSpan {
  readonly start?: number;
  readonly end?: number;
}

/**
 * The lines of a file as long as it now is, or of a part of it; none when there is no file. Bytes after the last newline
 * are a line that is not `ended`. A line is good until the next one.
 */
export async function* fileLines(
  path: string,
  maxLineBytes: number,
  { start = 0, end = Infinity }: FileSpan = {},
): AsyncGenerator<Line, undefined> {
  const handle = await openRegular(path);
  if (handle === undefined) return undefined;
  try {
    const { size } = await handle.stat();
    const splitter = new LineSplitter(maxLineBytes, start);
    for await (const chunk of readAhead(handle, start, Math.min(size, end))) yield* splitter.push(chunk);
    const rest = splitter.rest();
    if (rest !== undefined) yield rest;
  } finally {
    await closeRead(handle);
  }
  return undefined;
}
