import type { FileHandle } from 'node:fs/promises';
import { trimLine, utf8Text } from './text';
import { reasonOf } from '../files/failures';
import { parseLenient } from './lenient-json';
import { openRegular } from '../files/open-file';

/** The value, or what is wrong. */
export type ParsedJson = { readonly value: unknown } | { readonly message: string };

const MAX_BYTES = 64 * 1024 * 1024;

/** A JSON file as Python may have written it: NaN reads as null. Undefined when there is no such file. */
export async function readJson(path: string): Promise<ParsedJson | undefined> {
  const opened = await openRegular(path).catch((error: unknown) => ({ message: reasonOf(error) }));
  if (opened === undefined || 'message' in opened) return opened;
  try {
    const bytes = await readBounded(opened, (await opened.stat()).size);
    return 'message' in bytes ? bytes : parseJson(bytes);
  } finally {
    await opened.close();
  }
}

/** The bytes of an open file of this size; what is wrong where they are too many to read. */
export async function readBounded(
  handle: FileHandle,
  size: number,
): Promise<Buffer | { readonly message: string }> {
  return size > MAX_BYTES ? tooLarge(size) : handle.readFile();
}

function tooLarge(size: number): { readonly message: string } {
  return { message: `${size} bytes; at most ${MAX_BYTES} are read` };
}

/** The JSON value of a file's bytes as Python may have written them, or what is wrong with them. */
export function parseJson(bytes: Buffer): ParsedJson {
  if (bytes.length > MAX_BYTES) return tooLarge(bytes.length);
  const text = utf8Text(trimLine(bytes));
  if (text === undefined) return { message: 'the file is not UTF-8' };
  const parsed = parseLenient(text);
  return parsed === undefined ? { message: 'the file is not JSON' } : { value: parsed.value };
}
