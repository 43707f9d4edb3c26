import type { Close, PositionSide } from '../../../../model/event';
import { dollarFee, positionSideOf } from '../../row/order-fields';
import type { RowLines } from '../../../lines/row-lines';
import { DictionaryColumn, type DictionaryParts } from './columns';
import { FIELD } from '../layout/fields';
import { BlockRow, namesOf, RowBlock, type RowParts } from './row-block';
import type { CurrentRow } from '../scan/current-row';
import type { RowValues } from '../scan/row-values';
import { Utf8Column, type Utf8Parts } from './utf8-column';

const NUMBER = {
  realizedUsd: 1,
  feesUsd: 2,
  fundingUsd: 3,
  riskUsd: 4,
  notionalUsd: 5,
  closeMicros: 6,
  toldTs: 7,
  sizeBefore: 8,
  sizeAfter: 9,
  closedQty: 10,
} as const;
const FLAG = { isMetric: 0, feesInOtherAsset: 1 } as const;

export interface CloseParts extends RowParts {
  readonly intents: Utf8Parts;
  readonly orders: Utf8Parts;
  readonly clients: Utf8Parts;
  readonly strategies: DictionaryParts<string>;
  readonly sides: DictionaryParts<PositionSide>;
}

/** Closes, column by column: what decode-close.ts has of each. */
export class CloseBlock extends RowBlock {
  readonly intents: Utf8Column;
  readonly orders: Utf8Column;
  readonly clients: Utf8Column;
  readonly strategies: DictionaryColumn<string>;
  readonly sides: DictionaryColumn<PositionSide>;

  constructor(lines: RowLines, parts?: CloseParts) {
    super(lines, 11, parts);
    this.intents = new Utf8Column(parts?.intents);
    this.orders = new Utf8Column(parts?.orders);
    this.clients = new Utf8Column(parts?.clients);
    this.strategies = namesOf(parts?.strategies);
    this.sides = new DictionaryColumn(parts?.sides, (side) => side);
  }

  override get parts(): CloseParts {
    const { count } = this;
    return {
      ...super.parts,
      intents: this.intents.first(count),
      orders: this.orders.first(count),
      clients: this.clients.first(count),
      strategies: this.strategies.first(count),
      sides: this.sides.first(count),
    };
  }

  protected take(n: number, row: CurrentRow): void {
    const { numbers, flags } = this;
    const { fields, values } = row;
    const fee = dollarFee(values.number(FIELD.fees_total), values.name(FIELD.feeAsset));
    numbers.set(n, NUMBER.realizedUsd, row.realizedUsd);
    numbers.set(n, NUMBER.feesUsd, fee.usd);
    numbers.set(n, NUMBER.fundingUsd, values.number(FIELD.funding_usd));
    const risk = values.positive(FIELD.initial_risk_usd) ?? values.positive(FIELD.risk_usd);
    numbers.set(n, NUMBER.riskUsd, risk);
    const notional = values.size(FIELD.entry_notional_usd) ?? values.size(FIELD.notional_usd);
    numbers.set(n, NUMBER.notionalUsd, notional);
    numbers.set(n, NUMBER.closeMicros, row.closeMicros);
    numbers.set(n, NUMBER.toldTs, row.toldTs);
    numbers.set(n, NUMBER.sizeBefore, values.number(FIELD.position_size_before));
    numbers.set(n, NUMBER.sizeAfter, values.number(FIELD.position_size_after));
    numbers.set(n, NUMBER.closedQty, values.number(FIELD.closed_qty));
    flags.set(n, FLAG.isMetric, row.isMetricClose);
    flags.set(n, FLAG.feesInOtherAsset, fee.inOtherAsset);
    this.intents.set(n, fields, FIELD.intent_id);
    this.orders.set(n, fields, FIELD.orderId);
    this.clients.set(n, fields, FIELD.clientOrderId);
    this.strategies.set(n, strategyOf(values));
    this.sides.set(n, positionSideOf(values.name(FIELD.positionSide)));
  }
}

/** A close of a block. */
export class ScannedClose extends BlockRow<CloseBlock> implements Close {
  get kind(): 'close' {
    return 'close';
  }

  get origin(): Close['origin'] {
    return this.block.flags.get(this.n, FLAG.isMetric) === true ? 'metric' : 'order';
  }

  get realizedUsd(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.realizedUsd);
  }

  get feesUsd(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.feesUsd);
  }

  get fundingUsd(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.fundingUsd);
  }

  get riskUsd(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.riskUsd);
  }

  get notionalUsd(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.notionalUsd);
  }

  get strategy(): string | undefined {
    return this.block.strategies.get(this.n);
  }

  get closeMicros(): number {
    return this.block.numbers.sure(this.n, NUMBER.closeMicros);
  }

  get toldTs(): number {
    return this.block.numbers.sure(this.n, NUMBER.toldTs);
  }

  get sizeBefore(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.sizeBefore);
  }

  get sizeAfter(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.sizeAfter);
  }

  get closedQty(): number | undefined {
    return this.block.numbers.get(this.n, NUMBER.closedQty);
  }

  get feesInOtherAsset(): boolean {
    return this.block.flags.get(this.n, FLAG.feesInOtherAsset) === true;
  }

  get positionSide(): PositionSide {
    return this.block.sides.get(this.n) ?? 'BOTH';
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

  // A row that has any is read by the slow decoder.
  get tradeIds(): undefined {
    return undefined;
  }

  /** Read when it is asked for: where another close has the same ts and symbol. */
  get id(): string {
    return this.line;
  }
}

// An empty id names nothing.
function idIn(ids: Utf8Column, n: number): string | undefined {
  const id = ids.get(n);
  return id === '' ? undefined : id;
}

function strategyOf(values: RowValues): string | undefined {
  const strategy = values.name(values.firstOf(FIELD.strategy, FIELD.strategy_id))?.trim();
  return strategy === '' ? undefined : strategy;
}
