import type { Episode } from '../../src/model/episode';
import { Float64Rows } from '../../src/model/values/float64-rows';

// NaN stands for an unknown one.
const NUMBER = {
  ts: 0,
  lastTs: 1,
  entryTs: 2,
  realizedUsd: 3,
  closeFeesUsd: 4,
  openFeesUsd: 5,
  openFeesEstimatedUsd: 6,
  fundingUsd: 7,
  quantity: 8,
  largestBefore: 9,
  entryUnknown: 10,
  entryNotionalUsd: 11,
  entryPrice: 12,
  exitPrice: 13,
  recomputedUsd: 14,
  recordedRiskUsd: 15,
} as const;
const rows = new Float64Rows(16);

/** An episode as it is held: a horizon has very many, and as fields of an object their numbers would be most of them. */
export class HeldEpisode implements Episode {
  readonly symbol: string;
  readonly positionSide: Episode['positionSide'];
  readonly id: string;
  readonly legs: Episode['legs'];
  readonly open: boolean;
  readonly flags: Episode['flags'];
  readonly missingCosts: Episode['missingCosts'];
  readonly entryAttempts: Episode['entryAttempts'];
  readonly exitAttempts: Episode['exitAttempts'];
  readonly strategy: string | undefined;
  readonly direction: Episode['direction'];
  private readonly block: Float64Array;
  private readonly at: number;

  constructor(episode: Episode) {
    rows.begin();
    const { block, at } = rows;
    this.block = block;
    this.at = at;
    this.symbol = episode.symbol;
    this.positionSide = episode.positionSide;
    this.id = episode.id;
    this.legs = episode.legs;
    this.open = episode.open;
    this.flags = episode.flags;
    this.missingCosts = episode.missingCosts;
    this.entryAttempts = episode.entryAttempts;
    this.exitAttempts = episode.exitAttempts;
    this.strategy = episode.strategy;
    this.direction = episode.direction;
    block[at + NUMBER.ts] = episode.ts;
    block[at + NUMBER.lastTs] = episode.lastTs;
    block[at + NUMBER.entryTs] = episode.entryTs ?? NaN;
    block[at + NUMBER.realizedUsd] = episode.realizedUsd;
    block[at + NUMBER.closeFeesUsd] = episode.closeFeesUsd;
    block[at + NUMBER.openFeesUsd] = episode.openFeesUsd;
    block[at + NUMBER.openFeesEstimatedUsd] = episode.openFeesEstimatedUsd;
    block[at + NUMBER.fundingUsd] = episode.fundingUsd;
    block[at + NUMBER.quantity] = episode.quantity;
    block[at + NUMBER.largestBefore] = episode.largestBefore;
    block[at + NUMBER.entryUnknown] = episode.entryUnknown;
    block[at + NUMBER.entryNotionalUsd] = episode.entryNotionalUsd ?? NaN;
    block[at + NUMBER.entryPrice] = episode.entryPrice ?? NaN;
    block[at + NUMBER.exitPrice] = episode.exitPrice ?? NaN;
    block[at + NUMBER.recomputedUsd] = episode.recomputedUsd ?? NaN;
    block[at + NUMBER.recordedRiskUsd] = episode.recordedRiskUsd ?? NaN;
  }

  get ts(): number {
    return this.number(NUMBER.ts);
  }

  get lastTs(): number {
    return this.number(NUMBER.lastTs);
  }

  get entryTs(): number | undefined {
    return this.numberOrNone(NUMBER.entryTs);
  }

  get realizedUsd(): number {
    return this.number(NUMBER.realizedUsd);
  }

  get closeFeesUsd(): number {
    return this.number(NUMBER.closeFeesUsd);
  }

  get openFeesUsd(): number {
    return this.number(NUMBER.openFeesUsd);
  }

  get openFeesEstimatedUsd(): number {
    return this.number(NUMBER.openFeesEstimatedUsd);
  }

  get fundingUsd(): number {
    return this.number(NUMBER.fundingUsd);
  }

  get quantity(): number {
    return this.number(NUMBER.quantity);
  }

  get largestBefore(): number {
    return this.number(NUMBER.largestBefore);
  }

  get entryUnknown(): number {
    return this.number(NUMBER.entryUnknown);
  }

  get entryNotionalUsd(): number | undefined {
    return this.numberOrNone(NUMBER.entryNotionalUsd);
  }

  get entryPrice(): number | undefined {
    return this.numberOrNone(NUMBER.entryPrice);
  }

  get exitPrice(): number | undefined {
    return this.numberOrNone(NUMBER.exitPrice);
  }

  get recomputedUsd(): number | undefined {
    return this.numberOrNone(NUMBER.recomputedUsd);
  }

  get recordedRiskUsd(): number | undefined {
    return this.numberOrNone(NUMBER.recordedRiskUsd);
  }

  private number(column: number): number {
    return this.block[this.at + column] ?? NaN;
  }

  private numberOrNone(column: number): number | undefined {
    const value = this.number(column);
    return Number.isNaN(value) ? undefined : value;
  }
}
