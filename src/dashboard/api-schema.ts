import {
  closed,
  count,
  flag,
  flagOrNull,
  intervalOrNull,
  listOf,
  numberOrNull,
  text,
  textOrNull,
  texts,
} from '../model/schemas/shapes';
import {
  explanation,
  frames,
  freshness,
  header,
  hours,
  page,
  problems,
  regimes,
  strategies,
} from './model/page-model';
import { allocationFields } from './model/symbol-row';

/** The JSON Schema of what each address of the API gives, by a name in `$defs`; its description is the address. */

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
