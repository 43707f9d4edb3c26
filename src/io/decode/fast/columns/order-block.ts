import type { OrderIds, PositionSide } from '../../../../model/event';
import { positionSideOf } from '../../row/order-fields';
import { memoByText } from '../scan/memo-by-text';
import type { RowLines } from '../../../lines/row-lines';
import { FIELD } from '../scan/fields';
import type { CurrentRow } from '../scan/current-row';
import { DictionaryColumn, type DictionaryParts } from './columns';
import { BlockRow, RowBlock, type RowParts } from './row-block';
import { Utf8Column, type Utf8Parts } from './utf8-column';

/** The flag that closes and fills have alike. */
const FEES_IN_OTHER_ASSET = 0;

const sideOf = memoByText(positionSideOf);

export interface OrderParts extends RowParts {
  readonly intents: Utf8Parts;
  readonly orders: Utf8Parts;
  readonly clients: Utf8Parts;
  readonly positions: DictionaryParts<PositionSide>;
}

/** Order events of one kind, column by column: here what closes and fills have alike. */
export abstract class OrderBlock extends RowBlock {
  readonly intents: Utf8Column;
  readonly orders: Utf8Column;
  readonly clients: Utf8Column;
  readonly positions: DictionaryColumn<PositionSide>;

  constructor(lines: RowLines, width: number, parts?: OrderParts) {
    super(lines, width, parts);
    this.intents = new Utf8Column(parts?.intents);
    this.orders = new Utf8Column(parts?.orders);
    this.clients = new Utf8Column(parts?.clients);
    this.positions = new DictionaryColumn(parts?.positions, (side) => side);
  }

  override get parts(): OrderParts {
    const { count } = this;
    return {
      ...super.parts,
      intents: this.intents.first(count),
      orders: this.orders.first(count),
      clients: this.clients.first(count),
      positions: this.positions.first(count),
    };
  }

  protected takeOrder(n: number, { values }: CurrentRow, feesInOtherAsset: boolean): void {
    this.flags.set(n, FEES_IN_OTHER_ASSET, feesInOtherAsset);
    this.intents.set(n, values, FIELD.intent_id);
    this.orders.set(n, values, FIELD.orderId);
    this.clients.set(n, values, FIELD.clientOrderId);
    this.positions.set(n, sideOf(values.name(FIELD.positionSide)));
  }
}

/** A close or a fill of a block. */
export abstract class OrderRow<B extends OrderBlock> extends BlockRow<B> implements OrderIds {
  get feesInOtherAsset(): boolean {
    return this.block.flags.get(this.n, FEES_IN_OTHER_ASSET) === true;
  }

  get positionSide(): PositionSide {
    return this.block.positions.get(this.n) ?? 'BOTH';
  }

  get attemptId(): string | undefined {
    return idIn(this.block.attempts, this.n);
  }

  get intentId(): string | undefined {
    return idIn(this.block.intents, this.n);
  }

  get orderId(): string | undefined {
    return idIn(this.block.orders, this.n);
  }

  get clientOrderId(): string | undefined {
    return idIn(this.block.clients, this.n);
  }

  /** Read when it is asked for: where another row of its kind has the same ts and symbol. */
  get id(): string {
    return this.line;
  }
}

// An empty id names nothing.
function idIn(ids: Utf8Column, n: number): string | undefined {
  const id = ids.get(n);
  return id === '' ? undefined : id;
}
