import type { Close } from '../../src/model/event';
import type { Trade } from '../../src/model/trade';
import type { Placed } from '../core/timeline';

/** The close of one identity as last read, and the trade that was last emitted for it. */
export class HeldClose implements Placed {
  readonly kind = 'held';
  emitted: Trade | undefined;

  constructor(public close: Close) {}

  get ts(): number {
    return this.close.ts;
  }

  get symbol(): string {
    return this.close.symbol;
  }

  get id(): string {
    return this.close.id;
  }
}
