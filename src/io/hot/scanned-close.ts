import type { Close } from '../../model/event';
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
  readonly #line: RowLine;

  constructor(
    readonly ts: number,
    readonly symbol: string,
    readonly id: string,
    readonly link: string | undefined,
    readonly origin: Close['origin'],
    readonly realizedUsd: number | undefined,
    line: RowLine,
  ) {
    this.#line = line;
  }

  get line(): string {
    return this.#line.text();
  }
}

function strategyOf(): string | undefined {
  const strategy = values.name(values.firstOf(FIELD.strategy, FIELD.strategy_id))?.trim();
  return strategy === '' ? undefined : strategy;
}
