import { horizonMs, withPrimaryWindow, type Settings } from '../../../src/model/fund/settings';
import { parseWindow } from '../../../src/model/values/window';

/** Settings that are tried beside those of the desk. */
export interface NamedSettings {
  readonly name: string;
  readonly settings: Settings;
}

/** The desk’s own settings. They stand first in a grid. */
const DEFAULT_SETTINGS = 'default';

type Expectancy = Partial<Settings['expectancy']>;
type Allocator = Partial<Settings['allocator']>;

const FACTORS_1 = { good: 1, ok: 1, degraded: 1, unknown: 1, broken: 1 };
const EXPECTANCIES: readonly (readonly [string, Expectancy])[] = [
  ...[5, 10, 40, 80].map((kappa) => [`kappa ${kappa}`, { kappa }] as const),
  ...[0, 0.25, 1].map((lambda) => [`lambda ${lambda}`, { lambda }] as const),
  ...[0, 0.1, 0.2].map((hurdle_r) => [`hurdle_r ${hurdle_r}`, { hurdle_r }] as const),
];
const SPANS = [
  ...[[0.35, 0.6] as const, [0.35, 0.65] as const, [0.4, 0.6] as const],
  ...[[0.45, 0.65] as const, [0.5, 0.8] as const, [0.25, 0.75] as const],
];
const ALLOCATORS: readonly (readonly [string, Allocator])[] = [
  ...SPANS.map(([lo, hi]) => [`lo ${lo} hi ${hi}`, { lo, hi }] as const),
  ...[0, 0.1, 0.4, 0.5].map((edge_min) => [`edge_min ${edge_min}`, { edge_min }] as const),
  ...[0, 0.1, 0.25].map((phi_min) => [`phi_min ${phi_min}`, { phi_min }] as const),
  ['quality_factors 1', { quality_factors: FACTORS_1 }],
  ...[10, 40].map((trusted_trades) => [`trusted_trades ${trusted_trades}`, { trusted_trades }] as const),
];
const WINDOWS = ['24h', '3d', '7d', '30d', 'last_200'];
const FALLBACK_RISKS = [50, 200];
const BOLD = {
  expectancy: { kappa: 10, lambda: 0.25, hurdle_r: 0 },
  allocator: { edge_min: 0.1, lo: 0.25, hi: 0.75, phi_min: 0.1, trusted_trades: 10 },
};
const WARY = {
  expectancy: { kappa: 40, lambda: 1, hurdle_r: 0.1 },
  allocator: { edge_min: 0.4, lo: 0.45, hi: 0.65, phi_min: 0, trusted_trades: 40 },
};

/**
 * The grid of SPEC 9.7: the desk’s own settings first, then one other at a time, then two combinations. What equals the desk’s
 * own is left out, and so is a window that its horizon does not hold.
 */
export function settingsGrid(desk: Settings): readonly NamedSettings[] {
  const all: readonly NamedSettings[] = [
    { name: DEFAULT_SETTINGS, settings: desk },
    ...EXPECTANCIES.map(([name, expectancy]) => ({ name, settings: changed(desk, expectancy, {}) })),
    ...ALLOCATORS.map(([name, allocator]) => ({ name, settings: changed(desk, {}, allocator) })),
    ...WINDOWS.flatMap((name) => windowed(name, desk)),
    ...FALLBACK_RISKS.map((bps) => ({
      name: `fallback_risk_bps ${bps}`,
      settings: { ...desk, fallback_risk_bps: bps },
    })),
    { name: 'bold', settings: changed(desk, BOLD.expectancy, BOLD.allocator) },
    { name: 'wary', settings: changed(desk, WARY.expectancy, WARY.allocator) },
  ];
  const own = JSON.stringify(desk);
  return all.filter(({ settings }, i) => i === 0 || JSON.stringify(settings) !== own);
}

function changed(desk: Settings, expectancy: Expectancy, allocator: Allocator): Settings {
  return {
    ...desk,
    expectancy: { ...desk.expectancy, ...expectancy },
    allocator: { ...desk.allocator, ...allocator },
  };
}

function windowed(name: string, desk: Settings): readonly NamedSettings[] {
  const window = parseWindow(name);
  if (window === undefined || desk.windows[0] === name) return [];
  if (window.kind === 'time' && window.widthMs > horizonMs(desk)) return [];
  return [{ name: `window ${name}`, settings: withPrimaryWindow(desk, window) }];
}
