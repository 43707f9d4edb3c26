const WIDTH = 60;

/** A value as short JSON, at most 60 characters; a number that JSON cannot hold under its own name. */
export function shortJson(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  try {
    return shorten(JSON.stringify(value));
  } catch (error) {
    // JSON.stringify calls itself; what is nested deep enough ends the stack.
    if (error instanceof RangeError) return 'something nested too deeply to show';
    throw error;
  }
}

/** `text`, cut to 60 characters. */
export function shorten(text: string): string {
  if (text.length <= WIDTH) return text;
  return `${text.slice(0, WIDTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
