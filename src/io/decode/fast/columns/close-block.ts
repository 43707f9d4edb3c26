import type { Close } from '../../../../model/event';
import { closeIdentity } from '../../row/identity';
import type { RowLines } from '../../../lines/row-lines';
import type { DictionaryColumn, DictionaryParts } from './columns';
import { FIELD } from '../scan/fields';
import { BlockRow, namesOf, RowBlock, type RowParts } from './row-block';
import type { CurrentRow } from '../scan/current-row';
import type { RowValues } from '../scan/row-values';
import { Utf8Column, type Utf8Parts } from './utf8-column';

const NUMBER = { realizedUsd: 1, feesUsd: 2, fundingUsd: 3, riskUsd: 4, notionalUsd: 5 } as const;
const FLAG = { isMetric: 0 } as const;

export interface CloseParts extends RowParts {
  readonly orders: Utf8Parts;
  readonly clients: Utf8Parts;
  readonly strategies: DictionaryParts<string>;
}

/** Closes, column by column: what decode-close.ts has of each. */
export class CloseBlock extends RowBlock {
  // As written: a text keeps its quotes, a number has none.
  readonly orders: Utf8Column;
  readonly clients: Utf8Column;
  readonly strategies: DictionaryColumn<string>;

  constructor(lines: RowLines, parts?: CloseParts) {
    super(lines, 6, parts);
    this.orders = new Utf8Column(parts?.orders);
    this.clients = new Utf8Column(parts?.clients);
    this.strategies = namesOf(parts?.strategies);
  }

  override get parts(): CloseParts {
    const { count } = this;
    return {
      ...super.parts,
      orders: this.orders.first(count),
      clients: this.clients.first(count),
      strategies: this.strategies.first(count),
    };
  }

  protected take(n: number, row: CurrentRow): void {
    const { numbers } = this;
    const { values } = row;
    numbers.set(n, NUMBER.realizedUsd, row.realizedUsd);
    numbers.set(n, NUMBER.feesUsd, values.number(FIELD.fees_total));
    numbers.set(n, NUMBER.fundingUsd, values.number(FIELD.funding_usd));
    const risk = values.positive(FIELD.initial_risk_usd) ?? values.positive(FIELD.risk_usd);
    numbers.set(n, NUMBER.riskUsd, risk);
    const notional = values.size(FIELD.entry_notional_usd) ?? values.size(FIELD.notional_usd);
    numbers.set(n, NUMBER.notionalUsd, notional);
    this.flags.set(n, FLAG.isMetric, row.isMetricClose);
    this.orders.set(n, values, FIELD.orderId, true);
    this.clients.set(n, values, FIELD.clientOrderId, true);
    this.strategies.set(n, strategyOf(values));
  }

  /** Both ids of the order as written; undefined where there is neither. */
  orderToken(n: number): string | undefined {
    const order = this.orders.get(n);
    const client = this.clients.get(n);
    if (order === undefined && client === undefined) return undefined;
    return `[${order ?? 'null'},${client ?? 'null'}]`;
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

  get link(): string | undefined {
    const attempt = this.block.attempts.get(this.n);
    return attempt === '' ? undefined : attempt;
  }

  /** Made when it is asked for: where another close has the same ts and symbol. */
  get id(): string {
    const attempt = this.block.attempts.get(this.n);
    return closeIdentity(this.origin, this, this.block.orderToken(this.n), attempt, () => this.line);
  }
}

function strategyOf(values: RowValues): string | undefined {
  const strategy = values.name(values.firstOf(FIELD.strategy, FIELD.strategy_id))?.trim();
  return strategy === '' ? undefined : strategy;
}
