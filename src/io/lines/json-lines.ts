import { fileLines } from './file-lines';

export interface JsonLine {
  readonly value: unknown;
  /** The line without its newline. */
  readonly bytes: Buffer;
}

const MAX_LINE_BYTES = 256 * 1024 * 1024;

/** The JSON values of our own JSONL files, a line each. A line that is not JSON, or has no newline yet, is skipped. */
export async function* jsonLines(path: string): AsyncGenerator<JsonLine> {
  for await (const { bytes, ended } of fileLines(path, MAX_LINE_BYTES)) {
    const value = bytes === undefined || !ended ? undefined : parsed(bytes);
    if (bytes !== undefined && value !== undefined) yield { value, bytes };
  }
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
