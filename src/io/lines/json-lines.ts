import { LineSplitter } from './line-splitter';
import { bytesOf } from '../files/bytes-of';
import { closeRead, openRegular } from '../files/open-file';

export interface JsonLine {
  readonly value: unknown;
  /** The line without its newline. */
  readonly bytes: Buffer;
}

const MAX_LINE_BYTES = 256 * 1024 * 1024;

/** The JSON values of our own JSONL files, a line each. A line that is not JSON, or has no newline yet, is skipped. */
export async function* jsonLines(path: string): AsyncGenerator<JsonLine> {
  const handle = await openRegular(path);
  if (handle === undefined) return;
  try {
    const { size } = await handle.stat();
    const splitter = new LineSplitter(MAX_LINE_BYTES);
    for await (const chunk of bytesOf(handle, 0, size)) {
      for (const { bytes } of splitter.push(chunk)) {
        const value = bytes === undefined ? undefined : parsed(bytes);
        if (bytes !== undefined && value !== undefined) yield { value, bytes };
      }
    }
  } finally {
    await closeRead(handle);
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
