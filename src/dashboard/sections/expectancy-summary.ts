import type { JsonObject } from '../../model/values/json';
import { countAt, intervalAt, numberAt } from '../model/json-fields';
import type { Expectancy, WindowSummary } from '../model/symbol-row';

/** The numbers of a group of `expectancy_v6.json` that the page shows. */
export function expectancySummary(group: JsonObject): Expectancy {
  return {
    count: countAt(group, 'count'),
    wins: countAt(group, 'wins'),
    losses: countAt(group, 'losses'),
    flats: countAt(group, 'flats'),
    hit_rate: numberAt(group, 'hit_rate'),
    hit_rate_interval: intervalAt(group, 'hit_rate_interval'),
    expectancy: numberAt(group, 'expectancy'),
    net_pnl_usd: numberAt(group, 'net_pnl_usd'),
    known_r: countAt(group, 'known_r'),
    avg_r: numberAt(group, 'avg_r'),
    r_interval: intervalAt(group, 'r_interval'),
    drawdown_aware_r: numberAt(group, 'drawdown_aware_r'),
    edge: numberAt(group, 'edge'),
    payoff: numberAt(group, 'payoff'),
    profit_factor: numberAt(group, 'profit_factor'),
    max_drawdown_r: numberAt(group, 'max_drawdown_r'),
    longest_losing_streak: numberAt(group, 'longest_losing_streak'),
  };
}

/** A group in one window, in short. */
export function windowSummary(window: string, group: JsonObject): WindowSummary {
  return {
    window,
    count: countAt(group, 'count'),
    avg_r: numberAt(group, 'avg_r'),
    net_pnl_usd: numberAt(group, 'net_pnl_usd'),
  };
}
