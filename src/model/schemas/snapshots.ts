/**
 * Schemas of the executor's snapshot files. Open: unknown keys pass. A file of another type is not used; in one that is, a
 * field of a wrong type is missing, and is told of. A text that is a number is a number.
 */

const number = {
  type: ['number', 'string', 'null'],
  pattern: '^\\s*[+-]?[0-9.]+([eE][+-]?[0-9]+)?\\s*$',
} as const;
const text = { type: ['string', 'null'] } as const;
const time = { type: ['number', 'string', 'null'] } as const;
const list = { type: ['array', 'null'] } as const;
const symbolRows = { type: ['array', 'object', 'null'] } as const;
const point = { type: 'object', properties: { ts: time, t: time, equity: number, nav: number } } as const;
const times = { updated_ts: time, updated_at: time, updated: time, ts: time } as const;

export const navSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:nav',
  title: 'nav.json: equity now, and of some writers a series, a peak and a drawdown',
  type: 'object',
  properties: {
    ...times,
    equity: number,
    nav_total: number,
    nav: number,
    nav_usd: number,
    total_equity: number,
    series: { ...list, items: point },
    peak_equity: number,
    peak: number,
    drawdown_pct: number,
  },
} as const;

export const navLogSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:nav_log',
  title: 'nav_log.json: the equity series of the executor',
  type: 'array',
  items: point,
} as const;

export const riskSnapshotSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:risk_snapshot',
  title: 'risk_snapshot.json: drawdown of the portfolio, drawdown and volatility per symbol',
  type: 'object',
  properties: {
    ...times,
    dd_frac: number,
    portfolio_dd_pct: number,
    drawdown_pct: number,
    risk_mode: text,
    symbols: symbolRows,
  },
} as const;

const positionRow = {
  type: 'object',
  properties: {
    symbol: text,
    qty: number,
    positionAmt: number,
    mark_price: number,
    markPrice: number,
    notional: number,
  },
} as const;
const positionRows = { ...list, items: positionRow } as const;

export const positionsSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:positions',
  title: 'positions.json: what is held',
  type: ['object', 'array'],
  items: positionRow,
  properties: { ...times, positions: positionRows, items: positionRows, rows: positionRows },
} as const;

export const routerHealthSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:execution-intel:schema:router_health',
  title: 'router_health.json: the executor’s own view of its router',
  type: 'object',
  properties: { ...times, symbols: symbolRows, per_symbol: symbolRows },
} as const;
