export type Tier = 'CORE' | 'SATELLITE' | 'TACTICAL';

/**
 * The truth of one symbol. `edgeR`, `hitRate` and `lossR` (mean loss, positive) are net of fees and funding;
 * `takerShare` is of all attempts, `makerFillShare` and `fallbackShare` are of those that start as maker.
 */
export interface SymbolProfile extends SymbolTraits {
  readonly symbol: string;
  readonly index: number;
  readonly tier: Tier;
  readonly enabled: boolean;
  /** One position a symbol (`positionSide` BOTH), which an order can events over; else LONG and SHORT apart. */
  readonly oneWay: boolean;
  readonly notionalUsd: number;
  readonly basePrice: number;
}

export interface SymbolTraits {
  readonly edgeR: number;
  readonly hitRate: number;
  readonly lossR: number;
  readonly takerShare: number;
  readonly makerFillShare: number;
  readonly fallbackShare: number;
  readonly makerSlippageBps: number;
  readonly makerSlippageScaleBps: number;
  readonly takerSlippageBps: number;
  readonly takerSlippageScaleBps: number;
  readonly ackMedianMs: number;
  readonly makerFeeBps: number;
  readonly takerFeeBps: number;
  readonly atrRegime: 'quiet' | 'normal' | 'hot' | 'panic';
  readonly volatilityScale: number;
  readonly quality: 'good' | 'ok' | 'degraded' | 'broken';
  readonly takerBias: 'prefer_maker' | 'balanced' | 'prefer_taker';
  readonly offsetBps: number;
}
