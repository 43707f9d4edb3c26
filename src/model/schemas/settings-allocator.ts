import { about, shareSetting, countSetting, settingGroup } from './setting-kinds';

const mode = (k: number, budget: number, capK: number) =>
  settingGroup({
    k: about('In this mode a weight is multiplied by this.', shareSetting(k)),
    budget: about('In this mode all weights together are at most this share of NAV.', shareSetting(budget)),
    cap_k: about('In this mode a cap is multiplied by this.', shareSetting(capK)),
  });

const factor = (quality: string, def: number) =>
  about(`Where the router is ${quality}, a weight is multiplied by this.`, shareSetting(def));

/** Settings of the allocator. */
export const allocatorSettings = settingGroup({
  edge_min: about('A lower edge, in R or in USD, earns nothing; 0 to 1.', shareSetting(0.25)),
  lo: about('A score of this earns nothing of the cap; 0 to 1.', shareSetting(0.35)),
  hi: about('A score of this earns all of the cap; 0 to 1.', shareSetting(0.6)),
  phi_min: about('The share of its cap at which a symbol without a record is tried.', shareSetting(0.05)),
  trusted_trades: about('From this many positions with a known R on a symbol is judged by its score.', {
    type: 'integer',
    minimum: 1,
    default: 20,
  }),
  up: about('A suggested cap exceeds the configured one by this share at most.', shareSetting(0.1)),
  min_cap: about('No suggested cap is below this share of NAV.', shareSetting(0)),
  min_concurrent: about('No suggested number of positions at a time is below this.', countSetting(0)),
  quality_factors: settingGroup({
    good: factor('good', 1),
    ok: factor('ok', 1),
    unknown: factor('unknown', 0.6),
    degraded: factor('degraded', 1),
    broken: factor('broken', 0.6),
  }),
  modes: settingGroup({
    normal: mode(1, 0.9, 1),
    cautious: mode(0.7, 0.65, 0.85),
    defensive: mode(0.4, 0.45, 0.65),
  }),
});
