/** Schemas of the fund's own files. Open: unknown keys pass; what we read is checked. */

const share = { type: ['number', 'null'], minimum: 0 } as const;
const whole = { type: ['integer', 'null'], minimum: 0 } as const;

const caps = {
  max_nav_pct: share,
  max_trade_nav_pct: share,
  max_concurrent_positions: whole,
  per_symbol_nav_pct: share,
} as const;

export const riskLimitsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:risk_limits',
  title: "risk_limits.json: the fund's limits",
  type: 'object',
  properties: {
    global: {
      type: 'object',
      properties: {
        ...caps,
        symbol_notional_share_cap_pct: share,
        max_symbol_exposure_pct: share,
        max_gross_exposure_pct: share,
        min_notional_usdt: { type: ['number', 'null'], minimum: 0 },
        max_nav_drawdown_pct: { type: ['number', 'null'], exclusiveMinimum: 0 },
        tiers: { type: 'object', additionalProperties: { type: 'object', properties: caps } },
      },
    },
    per_symbol: { type: 'object', additionalProperties: { type: 'object', properties: caps } },
    nav_freshness_seconds: { type: ['number', 'null'], exclusiveMinimum: 0 },
    max_nav_drawdown_pct: { type: ['number', 'null'], exclusiveMinimum: 0 },
    router_autotune_v6: {
      type: 'object',
      properties: {
        min_bias: { type: 'number', minimum: 0, maximum: 1 },
        max_bias: { type: 'number', minimum: 0, maximum: 1 },
        max_bias_step: { type: 'number', minimum: 0, maximum: 1 },
        min_offset_bps: { type: 'number', minimum: 0 },
        max_offset_bps: { type: 'number', minimum: 0 },
        max_offset_step_bps: { type: 'number', minimum: 0 },
      },
    },
  },
} as const;

export const universeSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:pairs_universe',
  title: 'pairs_universe.json: the symbols the fund may trade',
  type: 'object',
  required: ['universe'],
  properties: {
    universe: {
      type: 'array',
      items: {
        type: 'object',
        required: ['symbol'],
        properties: {
          symbol: { type: 'string', pattern: '\\S' },
          enabled: { type: 'boolean' },
          tier: { type: ['string', 'null'] },
          caps: { type: ['object', 'null'], properties: caps },
        },
      },
    },
  },
} as const;

const strategyRow = {
  type: 'object',
  properties: {
    id: { type: 'string' },
    strategy_id: { type: 'string' },
    name: { type: 'string' },
    enabled: { type: 'boolean' },
    capacity_usd: { type: ['number', 'null'], minimum: 0 },
    max_concurrent: whole,
  },
} as const;

/** A list or a map of strategies, at the top or under `strategies`. */
export const strategyRegistrySchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:strategy_registry',
  title: 'strategy_registry.json: capacity and concurrency of each strategy',
  type: ['object', 'array'],
  items: strategyRow,
  properties: {
    strategies: { type: ['object', 'array'], items: strategyRow, additionalProperties: strategyRow },
  },
} as const;

const stop = { type: ['number', 'null'] } as const;
const strategyParams = {
  type: 'object',
  properties: { fixed_sl_pct: stop, risk: { type: 'object', properties: { fixed_sl_pct: stop } } },
} as const;
const strategyConfigRow = {
  type: 'object',
  properties: { id: { type: 'string' }, fixed_sl_pct: stop, params: strategyParams, risk: strategyParams },
} as const;

export const strategyConfigSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:strategy_config',
  title: 'strategy_config.json: the stop of each strategy',
  type: 'object',
  properties: {
    strategies: {
      type: ['object', 'array'],
      items: strategyConfigRow,
      additionalProperties: strategyConfigRow,
    },
  },
} as const;
