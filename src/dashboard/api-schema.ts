import { RISK_MODES } from '../model/fund/risk-mode';
import { PATHS, SLIPPAGE_BANDS } from '../model/regime';
import {
  closed,
  count,
  flag,
  flagOrNull,
  intervalOrNull,
  listOf,
  mapOf,
  number,
  numberOrNull,
  orNull,
  text,
  textOrNull,
  texts,
} from '../model/schemas/shapes';
import { symbolRow, expectancy, costs, curve, windowSummaries, allocationFields } from './symbol-schema';

/** The JSON Schema of what each address of the API gives, by a name in `$defs`; its description is the address. */

const severity = { enum: ['error', 'warning', 'info'] };
const freshness = { enum: ['fresh', 'stale', 'unknown'] };

const header = closed({
  as_of: textOrNull,
  as_of_ms: numberOrNull,
  now_ms: number,
  age_ms: numberOrNull,
  freshness,
  stale_after_ms: number,
  at_ms: numberOrNull,
  window: textOrNull,
  sample_count: numberOrNull,
  risk_mode: { enum: [...RISK_MODES, null] },
  risk_reasons: texts,
  equity_usd: numberOrNull,
  equity_as_of_ms: numberOrNull,
  peak_equity_usd: numberOrNull,
  drawdown_pct: numberOrNull,
  drawdown_source: textOrNull,
  total_weight: numberOrNull,
  cash_weight: numberOrNull,
  budget: numberOrNull,
  complete: flagOrNull,
  live: orNull(
    closed({
      state: text,
      running: flag,
      written_ms: numberOrNull,
      gates: closed({ enabled: flagOrNull, router_autotune: flagOrNull, feedback_allocator: flagOrNull }),
    }),
  ),
});
const problems = listOf(closed({ severity, code: text, file: textOrNull, message: text }));
const barred = { expectancy, r_interval_adjusted: intervalOrNull, clears_bar: flag };
const strategies = listOf(
  closed({
    strategy: text,
    score: numberOrNull,
    contributions: mapOf(number),
    expectancy,
    capacity_usd: numberOrNull,
    suggested_weight: numberOrNull,
    reason: textOrNull,
  }),
);
const regimes = listOf(
  closed({ path: { enum: PATHS }, band: { enum: SLIPPAGE_BANDS }, share: number, ...barred }),
);
const hours = listOf(closed({ hour: { type: 'integer', minimum: 0, maximum: 23 }, ...barred }));
const frames = listOf(number);

const tableRow = closed({
  symbol: text,
  rank: numberOrNull,
  score: numberOrNull,
  count,
  expectancy_usd: numberOrNull,
  expectancy_r: numberOrNull,
  r_interval: intervalOrNull,
  known_r: count,
  hit_rate: numberOrNull,
  hit_rate_interval: intervalOrNull,
  slippage_p50_bps: numberOrNull,
  slippage_p95_bps: numberOrNull,
  router_quality: textOrNull,
  weight_now: numberOrNull,
  weight_suggested: numberOrNull,
});

const page = closed({
  version: { const: 1 },
  header,
  problems,
  score_parts: listOf(closed({ name: text, weight: number })),
  symbols: listOf(symbolRow),
  total: orNull(
    closed({ costs, known_r: count, avg_r: numberOrNull, curve: orNull(curve), by_window: windowSummaries }),
  ),
  strategies,
  regimes,
  hours,
  comparisons: closed({ hours: count, regimes: count }),
  frames,
});

const explanation = closed({
  symbol: text,
  as_of: text,
  window: text,
  sections: listOf(
    closed({
      title: text,
      statements: listOf(closed({ name: text, value: text, formula: text })),
      remarks: texts,
    }),
  ),
});

const health = closed({
  healthy: flag,
  freshness,
  as_of: textOrNull,
  age_ms: numberOrNull,
  complete: flagOrNull,
  reasons: texts,
  problems,
});

const rows = (items: object): object => closed({ as_of: textOrNull, window: textOrNull, rows: items });
const at = (address: string, schema: object): object => ({ ...schema, description: `GET ${address}` });

export const API_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'dashboard_api.schema.json',
  title: 'What the addresses of `intel dashboard` give; each takes ?at=<ms>, one of its frames',
  $defs: {
    page: at('/api/page', page),
    table: at('/api/table', rows(listOf(tableRow))),
    top: at('/api/top?n=<1..1000>', rows(listOf(tableRow))),
    strategy: at('/api/expectancy/strategy', rows(strategies)),
    regime: at('/api/expectancy/regime', rows(regimes)),
    hour: at('/api/expectancy/hour', rows(hours)),
    allocation: at('/api/allocation', rows(listOf(closed({ symbol: text, ...allocationFields })))),
    risk: at('/api/risk', closed({ as_of: textOrNull, window: textOrNull, header })),
    health: at('/api/health and /healthz (503 unless healthy)', health),
    frames: at('/api/frames', closed({ frames })),
    explanation: at('/api/explanation?symbol=<name>', explanation),
    error: at('any that is refused', closed({ error: text })),
  },
};
