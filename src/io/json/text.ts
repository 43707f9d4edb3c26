/** The bytes without leading NULs (the hole a truncation leaves), a byte order mark and a trailing CR. */
export function trimLine(bytes: Buffer): Buffer {
  let start = 0;
  while (bytes[start] === 0) start++;
  if (bytes[start] === 0xef && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf) start += 3;
  const end = bytes.at(-1) === 0x0d ? bytes.length - 1 : bytes.length;
  return start === 0 && end === bytes.length ? bytes : bytes.subarray(start, Math.max(start, end));
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes, undefined if they are not UTF-8. */
export function utf8Text(bytes: Buffer): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}
