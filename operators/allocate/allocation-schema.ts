import { ROUTER_REGIMES } from '../router/router-class';
import { mode, orNull } from '../core/common-schema';
import { quality } from '../router/router-schema';
import { policy } from '../router/router-schema';
import {
  closed,
  count,
  intervalOrNull,
  number,
  numberOrNull,
  rate,
  rateOrNull,
  text,
  textOrNull,
  texts,
} from '../../src/model/schemas/shapes';

/** An allocation row with its terms. */

const phi = closed({
  score: rateOrNull,
  edge: rateOrNull,
  edge_min: rate,
  count,
  known_r: count,
  trusted_trades: count,
  lo: rate,
  hi: rate,
  phi_min: rate,
  linear: rate,
  before_quality: rate,
  quality: orNull(quality),
  quality_factor: rate,
  phi: rate,
  binding: text,
});

const weight = closed({
  base: numberOrNull,
  phi: rate,
  raw: number,
  total_raw: number,
  mode,
  k: rate,
  budget: rate,
  by_mode: number,
  by_budget: number,
  weight: rateOrNull,
  binding: text,
});

const navCap = closed({
  cap: number,
  g: number,
  ceiling: number,
  k: rate,
  floor: number,
  value: number,
  binding: text,
});
const tradeCap = closed({
  current: number,
  g: number,
  k: rate,
  max_nav: numberOrNull,
  value: number,
  binding: text,
});
const concurrency = closed({ current: count, k: rate, phi: rate, least: count, value: count, binding: text });

const rowExpectancy = {
  avg_r: numberOrNull,
  hit_rate: rateOrNull,
  expectancy: numberOrNull,
  count,
  edge: rateOrNull,
  drawdown_aware_r: numberOrNull,
  r_interval: intervalOrNull,
};

export const allocationRow = closed({
  symbol: text,
  score: rateOrNull,
  expectancy: closed({ ...rowExpectancy, regime: { enum: ROUTER_REGIMES } }),
  router_policy: closed({ current: orNull(policy), proposed: orNull(policy) }),
  caps: closed({
    current_max_nav_pct: numberOrNull,
    current_max_trade_nav_pct: numberOrNull,
    current_max_concurrent_positions: numberOrNull,
  }),
  suggested_caps: closed({
    max_nav_pct: numberOrNull,
    max_trade_nav_pct: numberOrNull,
    max_concurrent_positions: numberOrNull,
  }),
  base_cap: numberOrNull,
  cap_source: textOrNull,
  ceiling: numberOrNull,
  current_weight: numberOrNull,
  suggested_weight: rate,
  reason: text,
  explanation: closed({
    phi,
    weight,
    max_nav: orNull(navCap),
    max_trade_nav: orNull(tradeCap),
    max_concurrent: orNull(concurrency),
  }),
  rationale: texts,
});

export const strategyRow = closed({
  strategy: text,
  score: rateOrNull,
  expectancy: closed(rowExpectancy),
  capacity_usd: numberOrNull,
  base_cap: numberOrNull,
  suggested_weight: rateOrNull,
  current_max_concurrent: numberOrNull,
  suggested_max_concurrent: numberOrNull,
  reason: text,
  explanation: closed({ phi, weight, max_concurrent: orNull(concurrency) }),
  rationale: texts,
});
