import type { FileHandle } from 'node:fs/promises';
import { trimLine, utf8Text } from './text';
import { reasonOf } from '../files/failures';
import { parseLenient } from './lenient-json';
import { openRegular } from '../files/open-file';

/** The value, or what is wrong. */
export type ParsedJson = { readonly value: unknown } | { readonly message: string };

/** Of a file that someone else writes. */
const MOST_BYTES = 64 * 1024 * 1024;
/** Of a file that we wrote: what one text can hold, less a little. */
export const MOST_OWN_BYTES = 500 * 1024 * 1024;

/** A JSON file as Python may have written it: NaN reads as null. Undefined when there is no such file. */
export async function readJson(path: string, most = MOST_BYTES): Promise<ParsedJson | undefined> {
  const opened = await openRegular(path).catch((error: unknown) => ({ message: reasonOf(error) }));
  if (opened === undefined || 'message' in opened) return opened;
  try {
    const bytes = await readBounded(opened, (await opened.stat()).size, most);
    return 'message' in bytes ? bytes : parseJson(bytes, most);
  } finally {
    await opened.close();
  }
}

/** The bytes of an open file of this size; what is wrong where they are too many to read. */
export async function readBounded(
  handle: FileHandle,
  size: number,
  most = MOST_BYTES,
): Promise<Buffer | { readonly message: string }> {
  return size > most ? tooLarge(size, most) : handle.readFile();
}

function tooLarge(size: number, most: number): { readonly message: string } {
  return { message: `${size} bytes; at most ${most} are read` };
}

/** The JSON value of a file's bytes as Python may have written them, or what is wrong with them. */
export function parseJson(bytes: Buffer, most = MOST_BYTES): ParsedJson {
  if (bytes.length > most) return tooLarge(bytes.length, most);
  const text = utf8Text(trimLine(bytes));
  if (text === undefined) return { message: 'the file is not UTF-8' };
  const parsed = parseLenient(text);
  return parsed === undefined ? { message: 'the file is not JSON' } : { value: parsed.value };
}
