import { memoizeByRef } from '../../core/memoize-by-ref';
import { CLAIM_TRADES } from '../../expectancy/metrics/claim-chances';
import type { Settings } from '../../../src/model/fund/settings';
import { rounded } from '../../../src/model/math/round';
import type { Route } from '../../../src/model/route';
import { DAY, isoUtc } from '../../../src/model/values/time';
import type { SettingsStudy } from '../settings/settings-study';
import type { ScoredEpoch } from '../calibration/rank-ic';
import { routerEvidence } from '../router/router-evidence';
import { permutationTest } from '../statistics/permutation-test';
import type { Resampling } from '../statistics/stationary-bootstrap';
import { timingTest } from '../statistics/timing-test';
import { tradeDays } from '../statistics/trade-days';
import { contributionsOf } from '../value/contributions';
import { evidenceCurve } from '../value/evidence-curve';
import { meanOf } from '../value/identity';
import type { ValueUnit } from '../value/sentence';
import { symbolContributions } from '../value/symbol-contributions';
import { untradableOf } from '../value/untradable';
import type { AdvisedTrade, LeftAsTraded } from '../walk/advised-trade';
import type { Claim } from '../walk/claim-moments';
import { ENTRY_SOURCES } from '../walk/entry-time';
import { caveatsOn, weighted, type Judged } from './caveats-on';
import { calibrationReport } from './calibration-report';
import { costRows } from './cost-rows';
import type { EvaluationFile } from './evaluation-file';
import { knownIn, type KnownTrades } from './known-in';
import { policyReports } from './policy-report';
import { verdictIn } from './verdict-in';

/** How the advice was looked up. */
export interface LookUp {
  readonly delayMs: number;
  readonly tickMs: number;
  readonly assumedHoldingMs: number;
  readonly received: 'written' | 'ts';
  readonly advice: 'computed' | 'published';
}

/** All that an evaluation is made of; the trades in order of (ts, symbol, id). */
export interface EvaluationInputs extends Judged {
  readonly asOf: number;
  readonly left: LeftAsTraded;
  readonly claims: readonly Claim[];
  readonly epochs: readonly (readonly ScoredEpoch[])[];
  /** In order of time. */
  readonly routes: readonly Route[];
  /** The symbols that advice is given for, in order of name. */
  readonly symbols: readonly string[];
  readonly policies: readonly string[];
  readonly trueR: ReadonlyMap<string, number> | undefined;
  readonly minNotionalUsd: number | undefined;
  readonly settings: Settings;
  readonly lookUp: LookUp;
  /** Undefined: not asked. */
  readonly settingsStudy: SettingsStudy | undefined;
  readonly resampling: Resampling;
  readonly metadata: EvaluationFile['metadata'];
}

/** `evaluation_v6.json`: what following the advice would have been worth on these trades. */
export function evaluationOf(inputs: EvaluationInputs): EvaluationFile {
  const { trades, settings, lookUp, resampling, asOf } = inputs;
  const closes = trades.map(({ trade }) => trade.ts);
  const netUsd = trades.map(({ trade }) => trade.netUsd);
  const multiples = trades.map(({ multiples: { weights = 0 } }) => weights);
  const days = tradeDays(closes.map((ts) => Math.floor(ts / DAY)));
  const known = inUnits((unit) => knownIn(unit, trades));
  const policies = policyReports(trades, inputs.policies, resampling);
  const untradable = untradableOf({
    multiples,
    notionalUsd: trades.map(({ trade }) => trade.notionalUsd),
    netUsd,
    limitUsd: inputs.minNotionalUsd,
  });
  const [first, last] = [closes[0], closes.at(-1)];
  const stamp = isoUtc(asOf);
  const verdict = inUnits((unit) => verdictIn(unit, policies['weights'], inputs, untradable));
  return rounded({
    generated_ts: stamp,
    as_of: stamp,
    from: first === undefined ? null : isoUtc(first),
    to: last === undefined ? null : isoUtc(last),
    settings: {
      delay_s: lookUp.delayMs / 1000,
      tick_ms: lookUp.tickMs,
      assumed_holding_s: lookUp.assumedHoldingMs / 1000,
      seed: resampling.seed,
      resamples: resampling.resamples,
      horizon_trades: CLAIM_TRADES,
      received: lookUp.received,
      advice: lookUp.advice,
    },
    eligible: trades.length,
    days: days.length,
    active_days: days.active,
    left_as_traded: inputs.left,
    entry_sources: inOrder(ENTRY_SOURCES, counted(trades.map(({ source }) => source))),
    reasons: counted(trades.map(({ reason }) => reason)),
    modes: counted(trades.map(({ mode }) => mode)),
    mode_reasons: counted(trades.flatMap(({ modeReasons }) => modeReasons)),
    policies,
    contributions: {
      symbols: inUnits((unit) => symbolContributions(weighted(unit, trades))),
      strategies: contributionsBy(known, ({ trade }) => trade.strategy),
      regimes: contributionsBy(known, ({ trade }) => trade.regime),
      modes: contributionsBy(known, ({ mode }) => mode),
      reasons: contributionsBy(known, ({ reason }) => reason),
    },
    permutation: inUnits((unit) => permutationIn(known[unit], inputs)),
    timing: inUnits((unit) => timingIn(known[unit], inputs)),
    untradable,
    calibration: calibrationReport(inputs.claims, inputs.epochs, settings, inputs.trueR),
    router: routerEvidence(costRows(inputs.routes), settings.autotune.pseudo_rows),
    curve: evidenceCurve({ multiples, netUsd, closes }, resampling),
    ...(inputs.settingsStudy === undefined ? {} : { settings_study: inputs.settingsStudy }),
    verdict,
    metadata: {
      ...inputs.metadata,
      warnings: [...inputs.metadata.warnings, ...doubtsOn(verdict, inputs)].sort(),
    },
  });
}

function doubtsOn(verdict: EvaluationFile['verdict'], judged: Judged): readonly string[] {
  const units = judged.computed === undefined ? [] : (['usd', 'r', 'bps'] as const);
  const isInDoubt = units.some((unit) => caveatsOn(unit, verdict[unit], judged).isUnconfirmed === true);
  return isInDoubt ? ['published_unconfirmed'] : [];
}

function inUnits<T>(of: (unit: ValueUnit) => T): Record<ValueUnit, T> {
  return { usd: of('usd'), r: of('r'), bps: of('bps') };
}

function contributionsBy(
  known: Readonly<Record<ValueUnit, KnownTrades>>,
  groupOf: (trade: AdvisedTrade) => string,
) {
  const groupsOf = memoizeByRef((trades: readonly AdvisedTrade[]) => trades.map(groupOf));
  return inUnits((unit) => {
    const { trades, multiples, values } = known[unit];
    return contributionsOf(multiples, values, groupsOf(trades));
  });
}

function permutationIn({ trades, values }: KnownTrades, { symbols, resampling }: EvaluationInputs) {
  const columns = new Map(symbols.map((symbol, i) => [symbol, i]));
  return permutationTest({
    table: trades.map(({ table }) => table),
    own: trades.map(({ trade }) => columns.get(trade.symbol) ?? -1),
    symbols: symbols.length,
    seed: resampling.seed,
    values,
  });
}

function timingIn({ trades, multiples, values }: KnownTrades, { resampling }: EvaluationInputs) {
  const symbols = trades.map(({ trade }) => trade.symbol);
  return timingTest(multiples, symbols, resampling.seed, quickSelection(values));
}

// In plain sums: it is taken thousands of times, and only held against itself.
function quickSelection(values: readonly number[]): (multiples: ArrayLike<number>) => number {
  const mean = values.length === 0 ? 0 : meanOf(values);
  const off = Float64Array.from(values, (value) => value - mean);
  return (multiples) => {
    let sum = 0;
    for (let i = 0; i < off.length; i++) sum += (multiples[i] ?? 0) * (off[i] ?? 0);
    return off.length === 0 ? 0 : sum / off.length;
  };
}

function counted(names: readonly string[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function inOrder(
  names: readonly string[],
  counts: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    names.flatMap((name) => (counts[name] === undefined ? [] : [[name, counts[name]] as const])),
  );
}
