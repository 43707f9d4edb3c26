import type { Close } from '../../model/event';
import { closeIdentity } from '../decode-close';
import type { RowLine } from '../row-line';
import { FIELD } from './fields';
import { values } from './scanned';

/** The close that the scanned row tells of: as decode-close.ts has it. */
export class ScannedClose implements Close {
  readonly kind = 'close';
  readonly feesUsd = values.number(FIELD.fees_total);
  readonly fundingUsd = values.number(FIELD.funding_usd);
  readonly riskUsd = values.positive(FIELD.initial_risk_usd) ?? values.positive(FIELD.risk_usd);
  readonly notionalUsd = values.size(FIELD.entry_notional_usd) ?? values.size(FIELD.notional_usd);
  readonly strategy = strategyOf();
  readonly #order: string | undefined;
  readonly #attempt: string | undefined;
  readonly #line: RowLine;

  constructor(
    readonly ts: number,
    readonly symbol: string,
    order: string | undefined,
    attempt: string | undefined,
    readonly origin: Close['origin'],
    readonly realizedUsd: number | undefined,
    line: RowLine,
  ) {
    this.#order = order;
    this.#attempt = attempt;
    this.#line = line;
  }

  /** Made when it is asked for: where another close has the same ts and symbol. */
  get id(): string {
    return closeIdentity(this.origin, this, this.#order, this.#attempt, () => this.line);
  }

  get link(): string | undefined {
    return this.#attempt === '' ? undefined : this.#attempt;
  }

  get line(): string {
    return this.#line.text();
  }
}

function strategyOf(): string | undefined {
  const strategy = values.name(values.firstOf(FIELD.strategy, FIELD.strategy_id))?.trim();
  return strategy === '' ? undefined : strategy;
}
