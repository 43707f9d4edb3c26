import type { Desk } from '../../src/model/fund/desk';
import { published } from '../../src/model/math/fixed';
import { byCodeUnits } from '../../src/model/values/json';
import { rounded } from '../../src/model/math/round';
import { primaryWindow } from '../../src/model/fund/settings';
import { lookbackDays } from '../../src/model/values/window';
import type { AccountMeasures } from '../account/measure-account';
import { primaryWarnings } from '../expectancy/expectancy-warnings';
import { groupView, type GroupView } from '../expectancy/group-view';
import type { ExpectancyView } from '../expectancy/measure-expectancy';
import type { GroupViews } from '../expectancy/window-measure';
import type { Provenance } from '../provenance/measure-provenance';
import { unknownRouter } from '../router/symbol-router';
import type { RouterView } from '../router/measure-router';
import type { RouterStats } from '../router/router-stats';
import { scoreOf } from './score';
import type { ScoreInputs } from './parts/part';
import type { PublishedInputs, ScoresFile } from './scores-file';
import { metadataOf } from '../provenance/metadata';
import type { TrackRecord } from './track-record-schema';
import { stampOf, type Stamp } from '../core/header';

/** What the measuring stages say at one tick. */
export interface Views {
  readonly expectancy: ExpectancyView;
  readonly router: RouterView;
  readonly account: AccountMeasures;
  readonly provenance: Provenance;
  readonly trackRecord: TrackRecord;
}

/** The scores of every symbol with a trade or a row in the window, of every enabled one, and of the strategies. */
export function scoreSymbols(views: Views, asOf: number, desk: Desk): ScoresFile {
  const { expectancy, router, account, trackRecord } = views;
  const { settings } = desk;
  const nothing = groupView([], settings);
  const window = primaryWindow(settings);
  const symbols = scoredSymbols(views, desk).map((symbol) => {
    const stats = router.symbols.get(symbol) ?? unknownRouter(settings);
    const group = ownGroup(expectancy.primary.symbols, symbol) ?? nothing;
    const inputs = inputsOf(group, stats.evidence, {
      pooled: router.pooled,
      volatilityScale: router.volatilityScale.get(symbol),
      volRegime: account.volRegimes.get(symbol),
    });
    return {
      ...{ symbol, ...scoreOf(inputs, settings), inputs: publishedInputs(inputs) },
      ...{ p_dd: group.p_dd, is_mature: group.is_mature },
      drift: trackRecord.drifts.get(symbol) ?? null,
    };
  });
  const strategies = strategyNames(views, desk).map((strategy) => {
    const stats = expectancy.joined.get(strategy) ?? unknownRouter(settings).evidence;
    const group = ownGroup(expectancy.primary.strategies, strategy) ?? nothing;
    const inputs = inputsOf(group, stats, {
      pooled: router.pooled,
      volatilityScale: undefined,
      volRegime: undefined,
    });
    const { p_dd, is_mature } = group;
    return { strategy, ...scoreOf(inputs, settings), inputs: publishedInputs(inputs), p_dd, is_mature };
  });
  const { makerFill, fallback, cleanFill } = router.pooled;
  const { metadata, ...stamp } = scoresStamp(views, asOf, desk);
  return rounded({
    ...stamp,
    window: window.name,
    lookback_days: lookbackDays(window),
    symbols: symbols.sort((a, b) => b.score - a.score || byCodeUnits(a.symbol, b.symbol)),
    strategies: strategies.sort((a, b) => b.score - a.score || byCodeUnits(a.strategy, b.strategy)),
    weights: settings.score.weights,
    pooled: { maker_fill: makerFill, fallback, clean_fill: cleanFill },
    account: account.account,
    calibration: trackRecord.calibration,
    metadata,
  });
}

/** What the file says of its moment, also where its rows are those of an earlier one. */
export function scoresStamp(
  { expectancy, router, account, provenance, trackRecord }: Views,
  asOf: number,
  desk: Desk,
): Stamp & Pick<ScoresFile, 'metadata'> {
  const unlisted = router.unlisted === undefined ? [] : (['too_many_groups'] as const);
  const miscalibrated = trackRecord.calibration.miscalibrated ? (['miscalibrated'] as const) : [];
  const ofWindow = primaryWarnings(expectancy, desk.settings);
  const warnings = [...account.warnings, ...ofWindow, ...unlisted, ...miscalibrated];
  const stamp = stampOf(asOf, 'scores', desk.settings);
  return { ...stamp, metadata: metadataOf(provenance, desk.digest, warnings) };
}

/**
 * Symbols with a trade or a row in the primary window, and the enabled ones of the universe. Where there are too many
 * symbols, one that the universe does not hold is scored if all that counts of it is shown.
 */
function scoredSymbols(
  { expectancy, router }: Pick<Views, 'expectancy' | 'router'>,
  desk: Desk,
): readonly string[] {
  const routed = [...router.symbols].filter(([, view]) => view.evidence.rows > 0).map(([symbol]) => symbol);
  const enabled = [...desk.listings.values()]
    .filter((listing) => listing.enabled)
    .map((listing) => listing.symbol);
  const traded = namesIn(expectancy.primary.symbols);
  const all = [...new Set([...traded, ...routed, ...enabled])].sort(byCodeUnits);
  const isPooled = traded.length < Object.keys(expectancy.primary.symbols).length;
  if (!isPooled && router.unlisted === undefined) return all;
  const shown = new Set(traded);
  return all.filter(
    (symbol) =>
      desk.listings.has(symbol) ||
      ((!isPooled || shown.has(symbol)) && (router.unlisted === undefined || router.symbols.has(symbol))),
  );
}

function strategyNames({ expectancy }: Views, desk: Desk): readonly string[] {
  const listed = (desk.strategies ?? []).map((listing) => listing.strategy);
  return [...new Set([...namesIn(expectancy.primary.strategies), ...listed])].sort(byCodeUnits);
}

// The group of the rest has no name of its own.
function namesIn(groups: GroupViews): readonly string[] {
  return Object.entries(groups).flatMap(([name, group]) => (group.pooled === undefined ? [name] : []));
}

function ownGroup(groups: GroupViews, key: string): GroupView | undefined {
  return Object.hasOwn(groups, key) ? groups[key] : undefined;
}

function inputsOf(
  group: GroupView,
  router: RouterStats,
  context: Pick<ScoreInputs, 'pooled' | 'volatilityScale' | 'volRegime'>,
): ScoreInputs {
  const { count, wins, edge, gain_r, loss_r } = group;
  return rounded({ count, wins, edge, gainR: gain_r, lossR: loss_r, router, ...context });
}

function publishedInputs(inputs: ScoreInputs): PublishedInputs {
  const { router } = inputs;
  return {
    count: inputs.count,
    wins: inputs.wins,
    edge: inputs.edge,
    gain_r: inputs.gainR,
    loss_r: inputs.lossR,
    mean_fee_bps: published(router.meanFeeBps),
    mean_slippage_bps: published(router.slippage.mean),
    maker_fill: router.makerFill,
    fallback: router.fallback,
    clean_fill: router.cleanFill,
    slippage_p95: published(router.slippage.p95),
    ack_latency_p95_ms: published(router.ack.p95),
    volatility_scale: published(inputs.volatilityScale),
    vol_regime: inputs.volRegime ?? null,
  };
}
