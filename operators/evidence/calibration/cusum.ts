/** Which way a level has moved. */
export type DriftDirection = 'up' | 'down';

/** A move of the level: its direction, and how many numbers ago it began, this one among them. */
export interface CusumSignal {
  readonly direction: DriftDirection;
  readonly length: number;
}

/**
 * Page's two-sided cumulative sum (E. S. Page, Biometrika 1954) over standardised numbers: each side adds what exceeds
 * `k` in its direction, never falls below 0, and signals above `h`. The move began after the side was last 0.
 */
export class Cusum {
  private readonly sums: Record<DriftDirection, number> = { up: 0, down: 0 };
  private readonly lengths: Record<DriftDirection, number> = { up: 0, down: 0 };

  constructor(
    private readonly k: number,
    private readonly h: number,
  ) {}

  /** The signal of this number, if it gives one. */
  add(z: number): CusumSignal | undefined {
    this.addTo('up', z);
    this.addTo('down', -z);
    // Both cannot exceed h by one number: what one side gains the other loses.
    const direction = this.sums.up > this.h ? 'up' : this.sums.down > this.h ? 'down' : undefined;
    return direction === undefined ? undefined : { direction, length: this.lengths[direction] };
  }

  private addTo(side: DriftDirection, z: number): void {
    const sum = Math.max(0, this.sums[side] + z - this.k);
    this.sums[side] = sum;
    this.lengths[side] = sum === 0 ? 0 : this.lengths[side] + 1;
  }
}
