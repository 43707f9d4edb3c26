import type { Close } from './event';
import { clamp, round9 } from './fixed';
import { regimeOf } from './regime';
import { labelOfBias, type Route } from './route';
import type { Settings } from './settings';
import { hourOfDay } from './time';

export const RISK_SOURCES = ['recorded', 'stop', 'fallback', 'none'] as const;
export type RiskSource = (typeof RISK_SOURCES)[number];

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

const positive = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;

/**
 * The trade that a close and the joined row of its attempt make (SPEC 4.1). The close must carry a P&L.
 * `stopPct` is the stop of its strategy in percent.
 */
export function toTrade(
  close: Close & { readonly realizedUsd: number },
  route: Route | undefined,
  stopPct: (strategy: string) => number | undefined,
  settings: Settings,
): Trade {
  const feesUsd = close.feesUsd ?? 0;
  const fundingUsd = close.fundingUsd ?? 0;
  const netOfCosts = close.realizedUsd - feesUsd - fundingUsd;
  const netUsd = settings.pnl === 'net' ? netOfCosts : close.realizedUsd;
  const strategy = close.strategy ?? UNATTRIBUTED;
  const notionalUsd = close.notionalUsd ?? route?.notionalUsd;
  const { riskUsd, riskSource } = riskOf(close, notionalUsd, positive(stopPct(strategy)), settings);
  const multiple = riskUsd === undefined ? undefined : netUsd / riskUsd;
  const clip = settings.r_clip;
  const epsilon = settings.flat_epsilon_usd;
  const missingCosts: ('fees' | 'funding')[] = [];
  if (close.feesUsd === undefined) missingCosts.push('fees');
  if (close.fundingUsd === undefined) missingCosts.push('funding');
  return {
    ts: close.ts,
    symbol: close.symbol,
    id: close.id,
    strategy,
    netUsd,
    grossUsd: close.realizedUsd,
    feesUsd,
    fundingUsd,
    missingCosts,
    notionalUsd,
    riskUsd,
    riskSource,
    r: multiple === undefined ? undefined : clamp(multiple, -clip, clip),
    clipped: multiple !== undefined && Math.abs(multiple) > clip,
    outcome: netUsd > epsilon ? 'win' : netUsd < -epsilon ? 'loss' : 'flat',
    feeFlip: close.realizedUsd > epsilon && netOfCosts < -epsilon,
    hour: hourOfDay(close.ts),
    regime: regimeOf(route),
    policyQuality: route?.policy?.quality ?? 'unknown',
    takerBias: takerBiasOf(route),
    route,
    close,
  };
}

function riskOf(
  close: Close,
  notionalUsd: number | undefined,
  stopPct: number | undefined,
  settings: Settings,
): { readonly riskUsd: number | undefined; readonly riskSource: RiskSource } {
  const recorded = positive(close.riskUsd);
  if (recorded !== undefined) return { riskUsd: recorded, riskSource: 'recorded' };
  const byStop = positive(
    notionalUsd === undefined || stopPct === undefined ? undefined : (notionalUsd * stopPct) / 100,
  );
  if (byStop !== undefined) return { riskUsd: byStop, riskSource: 'stop' };
  const byFallback = positive(
    notionalUsd === undefined ? undefined : (notionalUsd * settings.fallback_risk_bps) / 1e4,
  );
  if (byFallback !== undefined) return { riskUsd: byFallback, riskSource: 'fallback' };
  return { riskUsd: undefined, riskSource: 'none' };
}

function takerBiasOf(route: Route | undefined): string {
  const policy = route?.policy;
  if (policy?.biasLabel !== undefined) return policy.biasLabel;
  return policy?.bias === undefined ? 'unknown' : labelOfBias(round9(policy.bias));
}
