import type { Episode } from './episode';
import type { Settings } from './fund/settings';
import { notionalOf } from './route-costs';
import { feesOf, JoinedTrade, UNATTRIBUTED, type JoinedRow, type RiskSource, type Trade } from './trade';

// A recorded risk below this share of the entry notional is a stop that was moved to the entry, or a stale one.
const STALE_RISK_BPS = 1;
// A multiple of this size and more is none: sums of smaller ones stay finite.
const TOO_LARGE = 1e300;

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
  const found = riskOf(episode, notionalUsd, stop, settings);
  const isUsable = found.riskUsd === undefined || Math.abs(netUsd / found.riskUsd) < TOO_LARGE;
  const { riskUsd, riskSource } = isUsable ? found : NO_RISK;
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

interface FoundRisk {
  readonly riskUsd: number | undefined;
  readonly riskSource: RiskSource;
}

const NO_RISK: FoundRisk = { riskUsd: undefined, riskSource: 'none' };

function riskOf(
  episode: Episode,
  notionalUsd: number | undefined,
  stopPct: number | undefined,
  settings: Settings,
): FoundRisk {
  const recorded = recordedRisk(episode, notionalUsd);
  if (recorded !== undefined) return { riskUsd: recorded, riskSource: 'recorded' };
  const byStop = positive(
    notionalUsd === undefined || stopPct === undefined ? undefined : (notionalUsd * stopPct) / 100,
  );
  if (byStop !== undefined) return { riskUsd: byStop, riskSource: 'stop' };
  const byFallback = positive(
    notionalUsd === undefined ? undefined : (notionalUsd * settings.fallback_risk_bps) / 1e4,
  );
  if (byFallback !== undefined) return { riskUsd: byFallback, riskSource: 'fallback' };
  return NO_RISK;
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
