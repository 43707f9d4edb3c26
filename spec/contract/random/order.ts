import { exitOf } from './closes';
import type { Market } from './markets';
import { spelled } from './markets';
import { BigDigits } from './python-text';
import type { Attempt } from './rows';
import type { Seeded } from './seeded';
import { timeAs } from './times';

export type HistorySide = 'LONG' | 'SHORT' | 'BOTH';

/** Quantities are multiples of this. */
const STEP = 0.01;

export interface OrderFacts {
  readonly market: Market;
  readonly side: HistorySide;
  readonly feesStyle: 'own' | 'both' | 'unfilled';
  readonly strategy: string;
  readonly direction: 1 | -1;
  readonly steps: number;
  readonly number: number;
  readonly attempt: Attempt;
}

/** One order: its rows as the log has them. */
export class Order {
  private readonly price: number;
  private readonly firstTs: number;
  private readonly ids: object;

  constructor(
    private readonly rng: Seeded,
    private readonly facts: OrderFacts,
    private readonly now: () => number,
  ) {
    const { market, side, number, attempt } = facts;
    this.price = market.coarse ? 100 : 100 * rng.real(0.97, 1.03);
    this.firstTs = now();
    this.ids = {
      symbol: spelled(rng, market.symbol),
      ...(side === 'BOTH' && rng.chance(0.5) ? {} : { positionSide: side }),
      orderId: market.bigIds
        ? new BigDigits(`83897659${String(number).padStart(11, '0')}`)
        : 10_000_000 + number,
      clientOrderId: `c${number}`,
      attempt_id: attempt.id,
      intent_id: attempt.intent,
    };
  }

  private feeOf(steps: number): number {
    return steps * STEP * this.price * 4e-4;
  }

  fill(steps: number): object {
    const { direction, side } = this.facts;
    return {
      event_type: this.rng.pick(['order_fill', 'ORDER_FILL']),
      ...this.ids,
      side: direction > 0 ? 'BUY' : 'SELL',
      ts_fill_first: timeAs(this.rng, this.firstTs),
      ts_fill_last: timeAs(this.rng, this.now()),
      ts: timeAs(this.rng, this.now()),
      executedQty: steps * STEP,
      avgPrice: this.price,
      fee_total: this.feeOf(steps),
      feeAsset: 'USDT',
      status: steps === this.facts.steps ? 'FILLED' : 'PARTIALLY_FILLED',
      reduceOnly: this.rng.known(0.3, side !== 'BOTH'),
    };
  }

  close(before: number, after: number, steps: number): object {
    const { feesStyle, strategy, market } = this.facts;
    const notional = steps * STEP * this.price;
    const r = market.meanR + market.spreadR * this.rng.normal();
    const told = this.rng.chance(0.9) ? { closed_qty: steps * STEP } : {};
    return {
      event_type: 'order_close',
      ...this.ids,
      ts_close: timeAs(this.rng, this.now()),
      ts: timeAs(this.rng, this.now()),
      realizedPnlUsd: r * notional * 0.01,
      fees_total: this.feeOf(steps) * (feesStyle === 'both' ? 2.1 : 1),
      position_size_before: before * STEP,
      position_size_after: after * STEP,
      strategy,
      ...told,
      ...exitOf(this.rng),
    };
  }
}
