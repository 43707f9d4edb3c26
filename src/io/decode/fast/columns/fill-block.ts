import type { Fill } from '../../../../model/event';
import { dollarFee, fillSideOf } from '../../row/order-fields';
import type { RowLines } from '../../../lines/row-lines';
import { memoByText } from '../scan/memo-by-text';
import { FIELD } from '../scan/fields';
import type { CurrentRow } from '../scan/current-row';
import { OrderBlock, OrderRow, type OrderParts } from './order-block';

const NUMBER = { firstTs: 1, qty: 2, price: 3, feeUsd: 4 } as const;
// The first one is of every order event. `isBuy` is not said where the side is neither.
const FLAG = { isBuy: 1, reduceOnly: 2 } as const;

const sideOf = memoByText(fillSideOf);

/** Fills, column by column: what decode-fill.ts has of each. */
export class FillBlock extends OrderBlock {
  constructor(lines: RowLines, parts?: OrderParts) {
    super(lines, 5, parts);
  }

  protected take(n: number, row: CurrentRow): void {
    const { numbers, flags } = this;
    const { values } = row;
    const fee = dollarFee(values.number(FIELD.fee_total), values.name(FIELD.feeAsset));
    const side = sideOf(values.name(FIELD.side));
    numbers.set(n, NUMBER.firstTs, row.firstTs);
    numbers.set(n, NUMBER.qty, values.positive(FIELD.executedQty));
    numbers.set(n, NUMBER.price, values.positive(FIELD.avgPrice));
    numbers.set(n, NUMBER.feeUsd, fee.usd);
    flags.set(n, FLAG.isBuy, side === undefined ? undefined : side === 'BUY');
    flags.set(n, FLAG.reduceOnly, values.flag(FIELD.reduceOnly));
    this.takeOrder(n, row, fee.inOtherAsset);
  }
}

/** A fill of a block. */
export class ScannedFill extends OrderRow<FillBlock> implements Fill {
  get kind(): 'fill' {
    return 'fill';
  }

  get firstTs(): number {
    return this.block.numbers.sure(this.n, NUMBER.firstTs);
  }

  get side(): Fill['side'] {
    const isBuy = this.block.flags.get(this.n, FLAG.isBuy);
    return isBuy === undefined ? undefined : isBuy ? 'BUY' : 'SELL';
  }

  get qty(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.qty);
  }

  get price(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.price);
  }

  get feeUsd(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.feeUsd);
  }

  get reduceOnly(): boolean {
    return this.block.flags.get(this.n, FLAG.reduceOnly) === true;
  }
}
