/** The list with an item at its end. A first item makes a list of one: `push` would make room for seventeen. */
export function appended<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}
