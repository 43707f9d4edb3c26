import { toMicro } from '../math/fixed';
import { RISK_MODES } from './risk-mode';
import type { FromSchema } from '../schemas/from-schema';
import { ALL_TIME, settingsSchema } from '../schemas/settings';
import { isObject, type JsonObject } from '../values/json';
import { DAY, parseDuration } from '../values/time';
import { parseWindow, type Window } from '../values/window';

/** Everything the desk may set, each with its default from the schema. */
export type Settings = FromSchema<typeof settingsSchema>;

/** A setting that the schema allows but the formulas do not. */
export interface SettingProblem {
  readonly path: readonly string[];
  readonly message: string;
}

/** `value` with every missing key filled from the schema's defaults. It must already satisfy the schema. */
export function settingsFrom(value: JsonObject = {}): Settings {
  return withDefaults(settingsSchema, value) as Settings;
}

// The one cast: ajv has checked `value`, and the schema gives every key that must be there a default.
function withDefaults(schema: JsonObject, value: unknown): unknown {
  const properties = schema['properties'];
  if (!isObject(properties) || !isObject(value)) return value;
  const filled = Object.entries(properties).flatMap(([key, property]) => {
    const inner = isObject(property) ? property : {};
    const given = Object.hasOwn(value, key) ? value[key] : inner['default'];
    return given === undefined ? [] : [[key, withDefaults(inner, given)] as const];
  });
  return Object.freeze(Object.fromEntries(filled));
}

/** Milliseconds of a duration the schema has checked; `0s` is 0. */
export function durationMs(text: string): number {
  return parseDuration(text) ?? 0;
}

/** The configured windows, the primary one first. */
export function windowsOf(settings: Settings): readonly Window[] {
  return settings.windows.flatMap((name) => parseWindow(name) ?? []);
}

/** The primary window: the one that feeds scores, suggestions and allocation. */
export function primaryWindow(settings: Settings): Window {
  return windowsOf(settings)[0] ?? { kind: 'time', name: '14d', widthMs: 14 * DAY };
}

/** How far back anything may reach: the configured horizon, at least the longest window; Infinity for all that there is. */
export function horizonMs(settings: Settings): number {
  const reaches = windowsOf(settings).map(reachMs);
  return Math.max(settings.horizon === ALL_TIME ? Infinity : durationMs(settings.horizon), ...reaches);
}

// A trade counts whole: nothing says how long before a fixed moment it was entered.
function reachMs(window: Window): number {
  switch (window.kind) {
    case 'time':
      return window.widthMs;
    case 'since':
      return Infinity;
    case 'last':
      return 0;
  }
}

/** `settings` with a horizon that never ends. */
export function withAllTime(settings: Settings): Settings {
  return Object.freeze({ ...settings, horizon: ALL_TIME });
}

/** `settings` with `window` as the primary one; the horizon widens with it. */
export function withPrimaryWindow(settings: Settings, window: Window): Settings {
  const others = settings.windows.filter((name) => name !== window.name);
  return Object.freeze({ ...settings, windows: Object.freeze([window.name, ...others]) });
}

/** What the schema cannot say: sums, orders and products of settings. */
export function settingProblems(settings: Settings): readonly SettingProblem[] {
  const problems: SettingProblem[] = [];
  const say = (path: readonly string[], message: string): void => void problems.push({ path, message });
  const weights = Object.values(settings.score.weights).reduce((sum, weight) => sum + toMicro(weight), 0);
  if (weights !== 1e6) say(['score', 'weights'], `weights add up to ${weights / 1e6}; they must add up to 1`);
  const { lo, hi, up, modes } = settings.allocator;
  if (lo >= hi) say(['allocator', 'lo'], `lo ${lo} must be below hi ${hi}`);
  for (const [i, name] of RISK_MODES.entries()) {
    const mode = modes[name];
    const at = ['allocator', 'modes', name];
    if (mode.k > mode.cap_k) say([...at, 'k'], `k ${mode.k} must not exceed cap_k ${mode.cap_k}`);
    if (name !== 'normal' && mode.cap_k * (1 + up) > 1) {
      say([...at, 'cap_k'], `cap_k ${mode.cap_k} times 1 + up ${up} exceeds 1 outside normal mode`);
    }
    const milder = RISK_MODES[i - 1];
    if (milder === undefined) continue;
    for (const key of ['k', 'budget', 'cap_k'] as const) {
      if (mode[key] >= modes[milder][key]) {
        say([...at, key], `${key} ${mode[key]} must be below ${milder}'s ${modes[milder][key]}`);
      }
    }
  }
  return problems;
}
