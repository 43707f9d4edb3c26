import { Timeline, type Placed } from './timeline';

/** Each identity once: the greatest line that claims it. */
export class Identities<T extends Placed & { readonly line: string }> {
  private readonly byId = new Map<string, T>();
  private readonly order = new Timeline<T>();

  get(id: string): T | undefined {
    return this.byId.get(id);
  }

  /** Takes an item unless a line at least as great holds its id already. Says whether it was taken. */
  take(item: T): boolean {
    const known = this.byId.get(item.id);
    if (known !== undefined && known.line >= item.line) return false;
    this.byId.set(item.id, item);
    this.order.put(item);
    return true;
  }

  /** Forgets every item with ts ≤ bound, telling each. */
  evict(bound: number, gone: (item: T) => void): void {
    this.order.evict(bound, (item) => {
      this.byId.delete(item.id);
      gone(item);
    });
  }
}
