import type { Close } from '../../../src/model/event';

const FEW = 64;

/** Rows of closes that exist from a later time on. */
export class PendingCloses {
  private rows: Close[] = [];
  private most = FEW;

  get isEmpty(): boolean {
    return this.rows.length === 0;
  }

  /** Adds a row. What was told by `latestTs` is changed already, and need not wait. */
  add(row: Close, latestTs: number): void {
    this.rows.push(row);
    if (this.rows.length <= this.most) return;
    this.rows = this.rows.filter(({ toldTs }) => toldTs > latestTs);
    this.most = Math.max(FEW, this.rows.length * 2);
  }

  /** Takes away the rows with ts ≤ bound. */
  evict(bound: number): void {
    if (this.rows.length > 0) this.rows = this.rows.filter(({ ts }) => ts > bound);
  }

  /** Takes the rows that exist by asOf. */
  take(asOf: number): readonly Close[] {
    if (this.rows.length === 0) return this.rows;
    const told = this.rows.filter(({ toldTs }) => toldTs <= asOf);
    if (told.length > 0) this.rows = this.rows.filter(({ toldTs }) => toldTs > asOf);
    return told;
  }
}
