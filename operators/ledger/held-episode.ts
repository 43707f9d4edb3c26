import type { AttemptLink, Episode } from '../../src/model/episode';
import { Float64Rows, NumberRow } from '../../src/model/values/float64-rows';

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
export class HeldEpisode extends NumberRow implements Episode {
  readonly symbol: string;
  readonly positionSide: Episode['positionSide'];
  readonly id: string;
  readonly legs: Episode['legs'];
  readonly open: boolean;
  readonly flags: Episode['flags'];
  readonly missingCosts: Episode['missingCosts'];
  readonly strategy: string | undefined;
  readonly direction: Episode['direction'];
  // Rows that name the attempts: the texts of the ids are made when they are asked for.
  private readonly entries: readonly AttemptLink[];
  private readonly exits: readonly AttemptLink[];

  constructor(episode: Episode) {
    super(rows);
    this.store(NUMBER.ts, episode.ts);
    this.store(NUMBER.lastTs, episode.lastTs);
    this.store(NUMBER.entryTs, episode.entryTs);
    this.store(NUMBER.realizedUsd, episode.realizedUsd);
    this.store(NUMBER.closeFeesUsd, episode.closeFeesUsd);
    this.store(NUMBER.openFeesUsd, episode.openFeesUsd);
    this.store(NUMBER.openFeesEstimatedUsd, episode.openFeesEstimatedUsd);
    this.store(NUMBER.fundingUsd, episode.fundingUsd);
    this.store(NUMBER.quantity, episode.quantity);
    this.store(NUMBER.largestBefore, episode.largestBefore);
    this.store(NUMBER.entryUnknown, episode.entryUnknown);
    this.store(NUMBER.entryNotionalUsd, episode.entryNotionalUsd);
    this.store(NUMBER.entryPrice, episode.entryPrice);
    this.store(NUMBER.exitPrice, episode.exitPrice);
    this.store(NUMBER.recomputedUsd, episode.recomputedUsd);
    this.store(NUMBER.recordedRiskUsd, episode.recordedRiskUsd);
    this.symbol = episode.symbol;
    this.positionSide = episode.positionSide;
    this.id = episode.id;
    this.legs = episode.legs;
    this.open = episode.open;
    this.flags = episode.flags;
    this.missingCosts = episode.missingCosts;
    this.entries = episode.entryAttempts;
    this.exits = ofTheOneLeg(episode) ? episode.legs : episode.exitAttempts;
    this.strategy = episode.strategy;
    this.direction = episode.direction;
  }

  get entryAttempts(): readonly AttemptLink[] {
    return this.entries.map(linkOf);
  }

  get exitAttempts(): readonly AttemptLink[] {
    return this.exits.map(linkOf);
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
}

// Of most positions the row that closed it names the attempt: one list is both.
function ofTheOneLeg({ legs, exitAttempts }: Episode): boolean {
  return legs.length === 1 && exitAttempts.length === 1 && legs[0] === exitAttempts[0];
}

function linkOf({ attemptId, intentId }: AttemptLink): AttemptLink {
  return { attemptId, intentId };
}
