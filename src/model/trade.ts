import type { Episode } from './episode';
import type { Close } from './event';
import { round9 } from './math/fixed';
import { Float64Rows } from './values/float64-rows';
import { regimeOf } from './regime';
import { labelOfBias, type Route } from './route';
import { hourOfDay } from './values/time';

export type RiskSource = 'recorded' | 'stop' | 'fallback' | 'none';

/** The router row that a position is judged by, and the attempts it was found for. */
export interface JoinedRow {
  readonly route: Route | undefined;
  readonly regimeOf: 'entry' | 'exit' | 'none';
}

/** A position with its costs, its risk and the attempt that opened it. USD; R in multiples of the risk taken. */
export interface Trade extends JoinedRow {
  readonly ts: number;
  readonly symbol: string;
  readonly id: string;
  readonly strategy: string;
  /** What the trade is judged by: net of costs, or gross where the desk configured so. */
  readonly netUsd: number;
  readonly grossUsd: number;
  /** All fees: of closing and of opening, estimates included. */
  readonly feesUsd: number;
  readonly closeFeesUsd: number;
  readonly openFeesUsd: number;
  /** Of the opening fees that no row states. */
  readonly estimatedFeesUsd: number;
  readonly fundingUsd: number;
  /** Costs the writer did not state; they count as 0. */
  readonly missingCosts: readonly ('fees' | 'funding')[];
  readonly notionalUsd: number | undefined;
  readonly riskUsd: number | undefined;
  readonly riskSource: RiskSource;
  /** net / risk, gains clipped; undefined without a risk. */
  readonly r: number | undefined;
  readonly clipped: boolean;
  readonly outcome: 'win' | 'loss' | 'flat';
  /** Won before costs, lost after them. */
  readonly feeFlip: boolean;
  readonly hour: number;
  readonly regime: string;
  readonly policyQuality: string;
  readonly takerBias: string;
  /** Undefined where the entry is not known. */
  readonly entryTs: number | undefined;
  readonly holdMs: number | undefined;
  readonly quantity: number;
  /** In how many parts it was closed. */
  readonly legs: number;
  /** The share of the quantity whose entry is not known, 0 to 1. */
  readonly entryUnknown: number;
  /** Part of the position is still held. */
  readonly open: boolean;
  readonly episode: Episode;
}

export const UNATTRIBUTED = 'unattributed';

/** A close that carries a P&L. */
export type PricedClose = Close & { readonly realizedUsd: number };

// The numbers that folds read lie together. NaN stands for an unknown one.
const NUMBER = { ts: 0, net: 1, gross: 2, fees: 3, funding: 4, notional: 5, risk: 6, r: 7 } as const;
const rows = new Float64Rows(8);

/** All fees of a position: of closing and of opening, estimates included. */
export function feesOf({ closeFeesUsd, openFeesUsd, openFeesEstimatedUsd }: Episode): number {
  return closeFeesUsd + openFeesUsd + openFeesEstimatedUsd;
}

/** Stores only computed numbers and reads the rest from its episode and its row: a horizon has very many trades. */
export class JoinedTrade implements Trade {
  private readonly block: Float64Array;
  private readonly at: number;

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
    rows.begin();
    const { block, at } = rows;
    this.block = block;
    this.at = at;
    this.route = row.route;
    this.regimeOf = row.regimeOf;
    block[at + NUMBER.ts] = episode.ts;
    block[at + NUMBER.net] = netUsd;
    block[at + NUMBER.gross] = episode.realizedUsd;
    block[at + NUMBER.fees] = feesOf(episode);
    block[at + NUMBER.funding] = episode.fundingUsd;
    block[at + NUMBER.notional] = notionalUsd ?? NaN;
    block[at + NUMBER.risk] = riskUsd ?? NaN;
    block[at + NUMBER.r] = r ?? NaN;
  }

  get ts(): number {
    return this.number(NUMBER.ts);
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
    return this.episode.openFeesEstimatedUsd;
  }

  get missingCosts(): Trade['missingCosts'] {
    return this.episode.missingCosts;
  }

  get entryTs(): number | undefined {
    return this.episode.entryTs;
  }

  get holdMs(): number | undefined {
    const { entryTs, ts } = this.episode;
    return entryTs === undefined ? undefined : ts - entryTs;
  }

  get quantity(): number {
    return this.episode.quantity;
  }

  get legs(): number {
    return this.episode.legs.length;
  }

  get entryUnknown(): number {
    return this.episode.entryUnknown;
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
    return this.route?.policy?.quality ?? 'unknown';
  }

  private number(column: number): number {
    return this.block[this.at + column] ?? NaN;
  }

  private numberOrNone(column: number): number | undefined {
    const value = this.number(column);
    return Number.isNaN(value) ? undefined : value;
  }
}

function takerBiasOf(route: Route | undefined): string {
  const policy = route?.policy;
  if (policy?.biasLabel !== undefined) return policy.biasLabel;
  return policy?.bias === undefined ? 'unknown' : labelOfBias(round9(policy.bias));
}
