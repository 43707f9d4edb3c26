/** How an ordered list changed: the items removed and the items added, both in order. */
export interface Delta<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
}
