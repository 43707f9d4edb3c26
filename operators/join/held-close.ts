import type { Close } from '../../src/model/event';
import type { Trade } from '../../src/model/trade';
import type { Placed } from '../core/timeline';

/** An identity's close as it now stands, and what was last said of it. */
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
