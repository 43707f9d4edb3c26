const WIDTH = 60;

/** A value as short JSON, at most 60 characters; a number that JSON cannot hold under its own name. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return clipped(typeof value === 'number' ? String(value) : JSON.stringify(value));
}

/** `text`, cut to 60 characters. */
export function clipped(text: string): string {
  if (text.length <= WIDTH) return text;
  return `${text.slice(0, WIDTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
