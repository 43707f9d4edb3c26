import type { Close } from '../../../../model/event';
import { writtenName } from '../../row/decode-close';
import { dollarFee } from '../../row/order-fields';
import type { RowLines } from '../../../lines/row-lines';
import { DictionaryColumn, type DictionaryParts } from './columns';
import { FIELD } from '../scan/fields';
import type { CurrentRow } from '../scan/current-row';
import type { RowValues } from '../scan/row-values';
import { OrderBlock, OrderRow, type OrderParts } from './order-block';
import { namesOf } from './row-block';
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
// The first one is of every order event.
const FLAG = { isMetric: 1 } as const;

export interface CloseParts extends OrderParts {
  readonly strategies: DictionaryParts<string>;
  readonly exitReasons: DictionaryParts<string>;
  readonly venues: DictionaryParts<string>;
  readonly trades: Utf8Parts;
}

/** Closes, column by column: what decode-close.ts has of each. */
export class CloseBlock extends OrderBlock {
  readonly strategies: DictionaryColumn<string>;
  readonly exitReasons: DictionaryColumn<string>;
  readonly venues: DictionaryColumn<string>;
  readonly trades: Utf8Column;

  constructor(lines: RowLines, parts?: CloseParts) {
    super(lines, 11, parts);
    this.strategies = namesOf(parts?.strategies);
    this.exitReasons = namesOf(parts?.exitReasons);
    this.venues = namesOf(parts?.venues);
    this.trades = new Utf8Column(parts?.trades);
  }

  override get parts(): CloseParts {
    return {
      ...super.parts,
      strategies: this.strategies.first(this.count),
      exitReasons: this.exitReasons.first(this.count),
      venues: this.venues.first(this.count),
      trades: this.trades.first(this.count),
    };
  }

  protected take(n: number, row: CurrentRow): void {
    const { numbers, flags } = this;
    const { values } = row;
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
    this.strategies.set(n, nameAt(values, values.firstOf(FIELD.strategy, FIELD.strategy_id)));
    this.exitReasons.set(n, nameAt(values, exitReasonField(values)));
    this.venues.set(n, nameAt(values, values.firstOf(FIELD.venue, FIELD.exchange)));
    this.trades.setAscii(n, row.tradeIds);
    this.takeOrder(n, row, fee.inOtherAsset);
  }
}

/** A close of a block. */
export class ScannedClose extends OrderRow<CloseBlock> implements Close {
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

  get exitReason(): string | undefined {
    return this.block.exitReasons.get(this.n);
  }

  get venue(): string | undefined {
    return this.block.venues.get(this.n);
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

  get tradeIds(): string | undefined {
    return this.block.trades.get(this.n);
  }
}

function exitReasonField(values: RowValues): number {
  return values.firstOf(values.firstOf(FIELD.exit_reason, FIELD.exitReason), FIELD.close_reason);
}

function nameAt(values: RowValues, field: number): string | undefined {
  return writtenName(values.name(field));
}
