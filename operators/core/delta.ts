/** How one ordered list became another: what is in it no more, and what is new. Both in order. */
export interface Delta<T> {
  readonly removed: readonly T[];
  readonly added: readonly T[];
}
