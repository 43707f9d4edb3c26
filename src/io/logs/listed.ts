const MOST_NAMES = 5;

/** File names in a sentence: the first few, and how many more. A name that could break a line is quoted. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, MOST_NAMES).map((name) => (/[\p{C}\p{Z}]/u.test(name) ? JSON.stringify(name) : name));
  const more = names.length - shown.length;
  return more === 0 ? shown.join(', ') : `${shown.join(', ')} and ${more} more`;
}
