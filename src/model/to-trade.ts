import type { Close } from './event';
import { clamp } from './math/fixed';
import type { Route } from './route';
import type { Settings } from './fund/settings';
import { JoinedTrade, UNATTRIBUTED, type PricedClose, type RiskSource, type Trade } from './trade';

/**
 * The trade that a close and the joined row of its attempt make. The close must carry a P&L.
 * `stopPct` is the stop of its strategy in percent.
 */
export function toTrade(
  close: PricedClose,
  route: Route | undefined,
  stopPct: (strategy: string) => number | undefined,
  settings: Settings,
): Trade {
  const netOfCosts = close.realizedUsd - (close.feesUsd ?? 0) - (close.fundingUsd ?? 0);
  const netUsd = settings.pnl === 'net' ? netOfCosts : close.realizedUsd;
  const notionalUsd = close.notionalUsd ?? route?.notionalUsd;
  const stop = positive(stopPct(close.strategy ?? UNATTRIBUTED));
  const { riskUsd, riskSource } = riskOf(close, notionalUsd, stop, settings);
  const multiple = riskUsd === undefined ? undefined : netUsd / riskUsd;
  const clip = settings.r_clip;
  const epsilon = settings.flat_epsilon_usd;
  return new JoinedTrade(
    close,
    route,
    netUsd,
    notionalUsd,
    riskUsd,
    riskSource,
    multiple === undefined ? undefined : clamp(multiple, -clip, clip),
    multiple !== undefined && Math.abs(multiple) > clip,
    netUsd > epsilon ? 'win' : netUsd < -epsilon ? 'loss' : 'flat',
    close.realizedUsd > epsilon && netOfCosts < -epsilon,
  );
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

function positive(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}
