import type { Episode } from './episode';
import { round9 } from './math/fixed';
import { Float64Rows, NumberRow } from './values/float64-rows';
import { regimeOf } from './regime';
import { labelOfBias, type Route } from './route';
import { feesOf, UNATTRIBUTED, UNKNOWN, type JoinedRow, type RiskSource, type Trade } from './trade';
import { hourOfDay } from './values/time';

// The numbers that folds read lie together: to read them from the episode takes longer. NaN stands for an unknown one.
const NUMBER = {
  net: 0,
  gross: 1,
  fees: 2,
  funding: 3,
  notional: 4,
  risk: 5,
  r: 6,
  hold: 7,
  quantity: 8,
  entryUnknown: 9,
  estimatedFees: 10,
  legs: 11,
} as const;
const rows = new Float64Rows(12);

/** A trade that stores its numbers and reads the rest from its episode and its row: a horizon has very many trades. */
export class JoinedTrade extends NumberRow implements Trade {
  /** It is compared all the time, and read faster from here. */
  readonly ts: number;
  readonly route: Route | undefined;
  readonly regimeOf: JoinedRow['regimeOf'];

  constructor(
    readonly episode: Episode,
    row: JoinedRow,
    netUsd: number,
    notionalUsd: number | undefined,
    riskUsd: number | undefined,
    readonly riskSource: RiskSource,
    r: number | undefined,
    readonly clipped: boolean,
    readonly outcome: Trade['outcome'],
    readonly feeFlip: boolean,
  ) {
    super(rows);
    this.ts = episode.ts;
    this.store(NUMBER.net, netUsd);
    this.store(NUMBER.gross, episode.realizedUsd);
    this.store(NUMBER.fees, feesOf(episode));
    this.store(NUMBER.funding, episode.fundingUsd);
    this.store(NUMBER.notional, notionalUsd);
    this.store(NUMBER.risk, riskUsd);
    this.store(NUMBER.r, r);
    this.store(NUMBER.hold, episode.ts - (episode.entryTs ?? NaN));
    this.store(NUMBER.quantity, episode.quantity);
    this.store(NUMBER.entryUnknown, episode.entryUnknown);
    this.store(NUMBER.estimatedFees, episode.openFeesEstimatedUsd);
    this.store(NUMBER.legs, episode.legs.length);
    this.route = row.route;
    this.regimeOf = row.regimeOf;
  }

  get netUsd(): number {
    return this.number(NUMBER.net);
  }

  get riskUsd(): number | undefined {
    return this.numberOrNone(NUMBER.risk);
  }

  get r(): number | undefined {
    return this.numberOrNone(NUMBER.r);
  }

  get symbol(): string {
    return this.episode.symbol;
  }

  get id(): string {
    return this.episode.id;
  }

  get strategy(): string {
    return this.episode.strategy ?? UNATTRIBUTED;
  }

  get grossUsd(): number {
    return this.number(NUMBER.gross);
  }

  get feesUsd(): number {
    return this.number(NUMBER.fees);
  }

  get fundingUsd(): number {
    return this.number(NUMBER.funding);
  }

  get closeFeesUsd(): number {
    return this.episode.closeFeesUsd;
  }

  get openFeesUsd(): number {
    return this.episode.openFeesUsd;
  }

  get estimatedFeesUsd(): number {
    return this.number(NUMBER.estimatedFees);
  }

  get missingCosts(): Trade['missingCosts'] {
    return this.episode.missingCosts;
  }

  get entryTs(): number | undefined {
    return this.episode.entryTs;
  }

  get holdMs(): number | undefined {
    return this.numberOrNone(NUMBER.hold);
  }

  get quantity(): number {
    return this.number(NUMBER.quantity);
  }

  get legs(): number {
    return this.number(NUMBER.legs);
  }

  get entryUnknown(): number {
    return this.number(NUMBER.entryUnknown);
  }

  get open(): boolean {
    return this.episode.open;
  }

  get notionalUsd(): number | undefined {
    return this.numberOrNone(NUMBER.notional);
  }

  get hour(): number {
    return hourOfDay(this.ts);
  }

  get regime(): string {
    return regimeOf(this.route);
  }

  get takerBias(): string {
    return takerBiasOf(this.route);
  }

  get policyQuality(): string {
    return this.route?.policy?.quality ?? UNKNOWN;
  }

  get side(): Trade['side'] {
    return this.episode.direction ?? UNKNOWN;
  }

  get exitReason(): string {
    return this.episode.legs.findLast(({ exitReason }) => exitReason !== undefined)?.exitReason ?? UNKNOWN;
  }

  get venue(): string {
    const ofRow = this.route?.venue;
    if (ofRow !== undefined) return ofRow;
    return this.episode.legs.findLast(({ venue }) => venue !== undefined)?.venue ?? UNKNOWN;
  }
}

function takerBiasOf(route: Route | undefined): string {
  const policy = route?.policy;
  if (policy?.biasLabel !== undefined) return policy.biasLabel;
  return policy?.bias === undefined ? UNKNOWN : labelOfBias(round9(policy.bias));
}
