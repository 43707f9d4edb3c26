import type { Episode } from './episode';
import type { Settings } from './fund/settings';
import { JoinedTrade } from './joined-trade';
import { notionalOf } from './route-costs';
import { feesOf, UNATTRIBUTED, type JoinedRow, type RiskSource, type Trade } from './trade';

// A recorded risk below this share of the entry notional is a stop that was moved to the entry, or a stale one.
const STALE_RISK_BPS = 1;
// A loss of more multiples is no loss of that risk: sums of squares of R stay finite.
const MOST_R = 1e9;

/**
 * The trade that a position and the row it is judged by make. `stopPct` is the stop of its strategy in percent. Gains
 * are clipped in R, losses count in full.
 */
export function toTrade(
  episode: Episode,
  row: JoinedRow,
  stopPct: (strategy: string) => number | undefined,
  settings: Settings,
): Trade {
  const { realizedUsd } = episode;
  const netOfCosts = realizedUsd - feesOf(episode) - episode.fundingUsd;
  const netUsd = settings.pnl === 'net' ? netOfCosts : realizedUsd;
  const notionalUsd = sizeOf(episode.entryNotionalUsd) ?? sizeOf(row.route && notionalOf(row.route));
  const stop = positive(stopPct(episode.strategy ?? UNATTRIBUTED));
  const { riskUsd, riskSource } = riskOf(episode, netUsd, notionalUsd, stop, settings);
  const multiple = riskUsd === undefined ? undefined : netUsd / riskUsd;
  const clip = settings.r_clip;
  const epsilon = settings.flat_epsilon_usd;
  return new JoinedTrade(
    episode,
    row,
    netUsd,
    notionalUsd,
    riskUsd,
    riskSource,
    multiple === undefined ? undefined : Math.min(multiple, clip),
    multiple !== undefined && multiple > clip,
    netUsd > epsilon ? 'win' : netUsd < -epsilon ? 'loss' : 'flat',
    realizedUsd > epsilon && netOfCosts < -epsilon,
  );
}

/** Nothing but the router row says how large the position was: its notional, its risk and its R follow from it. */
export function isSizedByRow({ entryNotionalUsd }: Episode): boolean {
  return sizeOf(entryNotionalUsd) === undefined;
}

function riskOf(
  episode: Episode,
  netUsd: number,
  notionalUsd: number | undefined,
  stopPct: number | undefined,
  settings: Settings,
): { readonly riskUsd: number | undefined; readonly riskSource: RiskSource } {
  const sane = (risk: number | undefined): number | undefined =>
    risk !== undefined && risk > 0 && Number.isFinite(risk) && netUsd >= -risk * MOST_R ? risk : undefined;
  const recorded = sane(recordedRisk(episode, notionalUsd));
  if (recorded !== undefined) return { riskUsd: recorded, riskSource: 'recorded' };
  const byStop = sane(
    notionalUsd === undefined || stopPct === undefined ? undefined : (notionalUsd * stopPct) / 100,
  );
  if (byStop !== undefined) return { riskUsd: byStop, riskSource: 'stop' };
  const byFallback = sane(
    notionalUsd === undefined ? undefined : (notionalUsd * settings.fallback_risk_bps) / 1e4,
  );
  if (byFallback !== undefined) return { riskUsd: byFallback, riskSource: 'fallback' };
  return { riskUsd: undefined, riskSource: 'none' };
}

function recordedRisk(episode: Episode, notionalUsd: number | undefined): number | undefined {
  const risk = positive(episode.recordedRiskUsd);
  if (risk === undefined || notionalUsd === undefined) return risk;
  return risk * 1e4 < notionalUsd * STALE_RISK_BPS ? undefined : risk;
}

function sizeOf(value: number | undefined): number | undefined {
  return positive(value === undefined ? undefined : Math.abs(value));
}

function positive(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) && value > 0 ? value : undefined;
}
