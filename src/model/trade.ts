import type { Close } from './event';
import { round9 } from './math/fixed';
import { Float64Rows } from './values/float64-rows';
import { regimeOf } from './regime';
import { labelOfBias, type Route } from './route';
import { hourOfDay } from './values/time';

export type RiskSource = 'recorded' | 'stop' | 'fallback' | 'none';

/** A close with its costs, its risk and the attempt that opened it. USD; R in multiples of the risk taken. */
export interface Trade {
  readonly ts: number;
  readonly symbol: string;
  readonly id: string;
  readonly strategy: string;
  /** What the trade is judged by: net of costs, or gross where the desk configured so. */
  readonly netUsd: number;
  readonly grossUsd: number;
  readonly feesUsd: number;
  readonly fundingUsd: number;
  /** Costs the writer did not state; they count as 0. */
  readonly missingCosts: readonly ('fees' | 'funding')[];
  readonly notionalUsd: number | undefined;
  readonly riskUsd: number | undefined;
  readonly riskSource: RiskSource;
  /** net / risk, clipped; undefined without a risk. */
  readonly r: number | undefined;
  readonly clipped: boolean;
  readonly outcome: 'win' | 'loss' | 'flat';
  /** Won before costs, lost after them. */
  readonly feeFlip: boolean;
  readonly hour: number;
  readonly regime: string;
  readonly policyQuality: string;
  readonly takerBias: string;
  readonly route: Route | undefined;
  readonly close: Close;
}

export const UNATTRIBUTED = 'unattributed';

/** A close that carries a P&L. */
export type PricedClose = Close & { readonly realizedUsd: number };

const missing = (...costs: readonly ('fees' | 'funding')[]): readonly ('fees' | 'funding')[] =>
  Object.freeze(costs);
const NONE_MISSING = missing();
const FEES_MISSING = missing('fees');
const FUNDING_MISSING = missing('funding');
const BOTH_MISSING = missing('fees', 'funding');

// The numbers that folds read lie together. NaN stands for an unknown one.
const NUMBER = { ts: 0, net: 1, gross: 2, fees: 3, funding: 4, notional: 5, risk: 6, r: 7 } as const;
const rows = new Float64Rows(8);

/** Stores only computed numbers and reads the rest from its close and its row: a horizon has very many trades. */
export class JoinedTrade implements Trade {
  private readonly block: Float64Array;
  private readonly at: number;

  constructor(
    readonly close: PricedClose,
    readonly route: Route | undefined,
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
    block[at + NUMBER.ts] = close.ts;
    block[at + NUMBER.net] = netUsd;
    block[at + NUMBER.gross] = close.realizedUsd;
    block[at + NUMBER.fees] = close.feesUsd ?? 0;
    block[at + NUMBER.funding] = close.fundingUsd ?? 0;
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
    return this.close.symbol;
  }

  get id(): string {
    return this.close.id;
  }

  get strategy(): string {
    return this.close.strategy ?? UNATTRIBUTED;
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

  get missingCosts(): Trade['missingCosts'] {
    const { feesUsd, fundingUsd } = this.close;
    if (feesUsd === undefined) return fundingUsd === undefined ? BOTH_MISSING : FEES_MISSING;
    return fundingUsd === undefined ? FUNDING_MISSING : NONE_MISSING;
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
