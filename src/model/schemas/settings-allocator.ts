import { shareSetting, countSetting, settingGroup } from './setting-kinds';

const mode = (k: number, budget: number, capK: number) =>
  settingGroup({ k: shareSetting(k), budget: shareSetting(budget), cap_k: shareSetting(capK) });

/** Settings of the allocator. */
export const allocatorSettings = settingGroup({
  edge_min: shareSetting(0.25),
  lo: shareSetting(0.35),
  hi: shareSetting(0.75),
  phi_min: shareSetting(0.05),
  trusted_trades: { type: 'integer', minimum: 1, default: 20 },
  up: shareSetting(0.1),
  min_cap: shareSetting(0),
  min_concurrent: countSetting(0),
  quality_factors: settingGroup({
    good: shareSetting(1),
    ok: shareSetting(1),
    unknown: shareSetting(0.6),
    degraded: shareSetting(0.6),
    broken: shareSetting(0.2),
  }),
  modes: settingGroup({
    normal: mode(1, 0.9, 1),
    cautious: mode(0.7, 0.65, 0.85),
    defensive: mode(0.4, 0.45, 0.65),
  }),
});
