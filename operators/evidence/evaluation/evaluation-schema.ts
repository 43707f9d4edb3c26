import { RISK_MODES } from '../../../src/model/fund/risk-mode';
import {
  closed,
  count,
  countOrNull,
  flag,
  intervalOrNull,
  mapOf,
  number,
  numberOrNull,
  rate,
  rateOrNull,
  text,
  textOrNull,
  warningCodes,
} from '../../../src/model/schemas/shapes';
import { calibrationSchema } from './calibration-schema';
import { routerEvidenceSchema } from './router-evidence-schema';
import { settingsStudySchema } from '../settings/settings-study-schema';
import { LEFT } from '../walk/advised-trade';
import { ENTRY_SOURCES } from '../walk/entry-time';
import { inferredSchema, reasoned, withOptional } from '../value/inference-schema';

const unit = reasoned({
  n: count,
  mean_m: numberOrNull,
  traded: numberOrNull,
  advised: numberOrNull,
  total: numberOrNull,
  exposure: numberOrNull,
  selection: numberOrNull,
  between: numberOrNull,
  within: numberOrNull,
  per_unit: numberOrNull,
  days: count,
  active_days: count,
  inference: closed({
    total: inferredSchema,
    exposure: inferredSchema,
    selection: inferredSchema,
    advised: inferredSchema,
    traded: inferredSchema,
    per_unit: inferredSchema,
  }),
  ar1: numberOrNull,
  bootstrap: closed({
    block: countOrNull,
    resamples: count,
    total: intervalOrNull,
    exposure: intervalOrNull,
    selection: intervalOrNull,
  }),
  p_holm: rateOrNull,
});

const policy = closed({
  utility: reasoned({
    net_usd: number,
    net_r: number,
    max_drawdown_usd: number,
    growth: number,
    sharpe_day: numberOrNull,
    sharpe_se: numberOrNull,
    psr0: rateOrNull,
  }),
  usd: unit,
  r: unit,
  bps: unit,
});

const part = {
  n: count,
  mean_m: number,
  gain: number,
  exposure: number,
  selection: number,
};
const units = <const S extends object>(of: S) => closed({ usd: of, r: of, bps: of });
const parts = units(mapOf(closed(part)));
const symbolParts = units(mapOf(closed({ ...part, p: rateOrNull, p_holm: rateOrNull })));

const permutation = reasoned({
  permutations: count,
  exact: flag,
  observed: numberOrNull,
  p: rateOrNull,
  smallest_possible_p: rate,
});
const timing = closed({ shifts: count, observed: number, p: rate });

const verdict = closed({ total: text, selection: text, sentence: text });
const left = closed({ n: count, net_usd: number });
const point = { type: 'array', items: number, minItems: 5, maxItems: 5 } as const;

/** How the advice was looked up. */
export const lookUpSchema = closed({
  delay_s: number,
  tick_ms: count,
  assumed_holding_s: number,
  seed: count,
  resamples: count,
  horizon_trades: count,
  received: { enum: ['written', 'ts'] },
  advice: { enum: ['computed', 'published'] },
} as const);

export const evaluationSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:evaluation_v6',
  title: 'What following the advice would have been worth, and how sure that is',
  ...withOptional(
    { settings_study: settingsStudySchema },
    {
      generated_ts: text,
      as_of: text,
      /** The first and the last moment of a close that is judged; null without trades. */
      from: textOrNull,
      to: textOrNull,
      settings: lookUpSchema,
      eligible: count,
      days: count,
      active_days: count,
      left_as_traded: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(LEFT.map((reason) => [reason, left])),
      },
      entry_sources: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(ENTRY_SOURCES.map((source) => [source, count])),
      },
      /** How often each reason bound phi. */
      reasons: mapOf(count),
      modes: {
        type: 'object',
        additionalProperties: false,
        properties: Object.fromEntries(RISK_MODES.map((mode) => [mode, count])),
      },
      mode_reasons: mapOf(count),
      policies: mapOf(policy),
      contributions: closed({
        symbols: symbolParts,
        strategies: parts,
        regimes: parts,
        modes: parts,
        reasons: parts,
      }),
      permutation: units(permutation),
      timing: units(timing),
      untradable: closed({
        limit_usd: numberOrNull,
        advised: count,
        below_limit: count,
        traded_below_limit: count,
        net_usd_without: number,
        total_usd_without: numberOrNull,
      }),
      calibration: calibrationSchema,
      router: routerEvidenceSchema,
      /** Epoch ms, cumulative USD as traded, as advised, and the band of the difference around the latter. */
      curve: { type: 'array', maxItems: 500, items: point },
      verdict: units(verdict),
      metadata: closed({ events_digest: text, config_digest: text, warnings: warningCodes }),
    },
  ),
} as const;
