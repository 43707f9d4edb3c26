import {
  finite,
  isObject,
  objectAt,
  own,
  symbolOf,
  textOf,
  type JsonObject,
} from '../../src/model/values/json';
import { RISK_MODES } from '../../src/model/fund/risk-mode';
import { parseTimestamp } from '../../src/model/values/time';
import type { AccountView } from '../account/measure-account';
import type { Policy } from '../router/current-policy';
import { QUALITIES, ROUTER_REGIMES } from '../router/router-class';
import { stampOf, type Header, type Metadata } from '../core/header';
import type { PublishedNumbers, PublishedRouter, AllocationInputs } from '../allocate/allocation-inputs';

/**
 * Reads the three files, tolerant of missing and older ones: what a file does not say is null, zero or unknown.
 * The graph and the probe both go through here, so that the same files give the same bytes.
 */
export function readStanding(expectancy: unknown, scores: unknown, suggestions: unknown): AllocationInputs {
  const groups = isObject(expectancy) ? expectancy : {};
  const scored = isObject(scores) ? scores : {};
  const advised = isObject(suggestions) ? suggestions : {};
  const dated = parseTimestamp(own(scored, 'as_of')) === undefined ? groups : scored;
  return {
    header: headerOf(dated),
    metadata: metadataOf(objectAt(dated, 'metadata')),
    account: accountOf(own(scored, 'account')),
    symbols: standings(objectAt(groups, 'symbols'), rowsOf(scored, 'symbols'), (row) =>
      symbolOf(own(row, 'symbol')),
    ),
    strategies: standings(objectAt(groups, 'strategies'), rowsOf(scored, 'strategies'), (row) =>
      textOf(own(row, 'strategy')),
    ),
    routers: new Map(
      rowsOf(advised, 'symbols').flatMap((row) => {
        const symbol = symbolOf(own(row, 'symbol'));
        return symbol === undefined ? [] : [[symbol, routerOf(row)] as const];
      }),
    ),
  };
}

function headerOf(file: JsonObject): Header {
  const asOf = parseTimestamp(own(file, 'as_of')) ?? parseTimestamp(own(file, 'generated_ts')) ?? 0;
  return {
    ...stampOf(asOf),
    window: textOf(own(file, 'window')) ?? '',
    lookback_days: finite(own(file, 'lookback_days')) ?? null,
  };
}

function metadataOf(metadata: JsonObject): Metadata {
  const warnings = own(metadata, 'warnings');
  return {
    events_digest: textOf(own(metadata, 'events_digest')) ?? '',
    config_digest: textOf(own(metadata, 'config_digest')) ?? '',
    complete: own(metadata, 'complete') !== false,
    warnings: Array.isArray(warnings) ? warnings.filter((warning) => typeof warning === 'string') : [],
  };
}

function standings(
  groups: JsonObject,
  rows: readonly JsonObject[],
  nameOf: (row: JsonObject) => string | undefined,
): ReadonlyMap<string, PublishedNumbers> {
  const scoreRows = new Map(
    rows.flatMap((row) => (nameOf(row) === undefined ? [] : [[nameOf(row) ?? '', row] as const])),
  );
  const names = new Set([...Object.keys(groups), ...scoreRows.keys()]);
  return new Map(
    [...names].map((name) => [name, numbersOf(objectAt(groups, name), scoreRows.get(name) ?? {})]),
  );
}

function numbersOf(group: JsonObject, row: JsonObject): PublishedNumbers {
  const inputs = objectAt(row, 'inputs');
  const number = (value: unknown): number | null => finite(value) ?? null;
  const count = wholeOf(own(group, 'count')) ?? wholeOf(own(inputs, 'count')) ?? 0;
  const edge =
    finite(own(inputs, 'edge')) ??
    finite(own(objectAt(row, 'components'), 'edge')) ??
    finite(own(group, 'edge'));
  const unknownR = wholeOf(own(objectAt(group, 'risk_sources'), 'none')) ?? 0;
  return {
    score: share(own(row, 'score')),
    edge: share(edge),
    count,
    knownR: wholeOf(own(group, 'known_r')) ?? count - unknownR,
    avgR: number(own(group, 'avg_r')),
    hitRate: number(own(group, 'hit_rate')),
    expectancy: number(own(group, 'expectancy')),
    drawdownAwareR: number(own(group, 'drawdown_aware_r')),
    rInterval: pairOf(own(group, 'r_interval')),
  };
}

function routerOf(row: JsonObject): PublishedRouter {
  const quality = own(row, 'quality');
  const regime = own(row, 'regime');
  return {
    quality: QUALITIES.find((known) => known === quality) ?? 'unknown',
    regime: ROUTER_REGIMES.find((known) => known === regime) ?? 'unknown',
    current: policyOf(own(row, 'current_policy')),
    proposed: policyOf(own(row, 'proposed_policy')),
  };
}

function policyOf(value: unknown): Policy | null {
  if (!isObject(value)) return null;
  const makerFirst = own(value, 'maker_first');
  const bias = finite(own(value, 'taker_bias'));
  const offset = finite(own(value, 'offset_bps'));
  const label = textOf(own(value, 'bias_label'));
  if (typeof makerFirst !== 'boolean' || bias === undefined || offset === undefined || label === undefined)
    return null;
  return { maker_first: makerFirst, taker_bias: bias, bias_label: label, offset_bps: offset };
}

function accountOf(value: unknown): AccountView | undefined {
  if (!isObject(value)) return undefined;
  const mode = own(value, 'risk_mode');
  const riskMode = RISK_MODES.find((known) => known === mode);
  if (riskMode === undefined) return undefined;
  const number = (key: string): number | null => finite(own(value, key)) ?? null;
  const source = own(value, 'drawdown_source');
  const reasons = own(value, 'reasons');
  const weights = own(value, 'weights');
  return {
    equity_usd: number('equity_usd'),
    equity_ts: number('equity_ts'),
    peak_equity_usd: number('peak_equity_usd'),
    drawdown_pct: number('drawdown_pct'),
    drawdown_source: DRAWDOWN_SOURCES.find((known) => known === source) ?? 'none',
    risk_mode: riskMode,
    reasons: Array.isArray(reasons) ? reasons.filter((reason) => typeof reason === 'string') : [],
    weights: isObject(weights)
      ? Object.fromEntries(
          Object.entries(weights).map(([symbol, weight]) => [symbol, finite(weight) ?? null]),
        )
      : null,
  };
}

const DRAWDOWN_SOURCES = ['nav', 'peak', 'risk_snapshot', 'worst_symbol', 'none'] as const;

function rowsOf(file: JsonObject, key: string): readonly JsonObject[] {
  const rows = own(file, key);
  return Array.isArray(rows) ? rows.filter(isObject) : [];
}

function wholeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

function share(value: unknown): number | null {
  return typeof value === 'number' && value >= 0 && value <= 1 ? value : null;
}

function pairOf(value: unknown): readonly [number, number] | null {
  if (!Array.isArray(value) || value.length !== 2) return null;
  const low = finite(value[0]);
  const high = finite(value[1]);
  return low === undefined || high === undefined ? null : [low, high];
}
