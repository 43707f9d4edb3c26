import { own, isObject, type JsonObject } from '../../model/values/json';
import { ALL_TIME, settingsSchema } from '../../model/schemas/settings';
import { LIMITS, SETTINGS } from './config-kind';

/** A setting as a person reads it. */
export interface SettingRow {
  /** Its keys, joined by points. */
  readonly name: string;
  /** The value in force. */
  readonly value: unknown;
  readonly default: unknown;
  /** What a number of it counts; `duration` for texts such as `30d`, empty for names. */
  readonly unit: string;
  readonly meaning: string;
  /** Where the value in force was set. */
  readonly set_by: string;
}

/** What was read of the configs, and what was asked for. */
export interface SetSettings {
  /** The settings in force. */
  readonly settings: unknown;
  /** What execution_intel.json holds; undefined without one. */
  readonly file: unknown;
  /** What risk_limits.json holds. */
  readonly limits: unknown;
  /** The primary window that an option asks for. */
  readonly window?: string | undefined;
}

const NAV_FRESHNESS = 'nav_freshness_seconds';

/** Every setting, in the order of the schema, with where it was set. */
export function settingRows(set: SetSettings): readonly SettingRow[] {
  return leaves(settingsSchema, []).map(({ path, schema }) => {
    const name = path.join('.');
    const { value, by } = inForce(name, path, set);
    const description = own(schema, 'description');
    return {
      name,
      value,
      default: own(schema, 'default'),
      unit: unitOf(name, schema),
      meaning: typeof description === 'string' ? description : '',
      set_by: by,
    };
  });
}

function inForce(
  name: string,
  path: readonly string[],
  { settings, file, limits, window }: SetSettings,
): { readonly value: unknown; readonly by: string } {
  // The fund's own bound comes first.
  const stated = name === NAV_FRESHNESS ? at(limits, [NAV_FRESHNESS]) : undefined;
  if (typeof stated === 'number') return { value: stated, by: LIMITS.name };
  const value = at(settings, path);
  const written = at(file, path);
  const isAsked = name === 'windows' || (name === 'horizon' && value === ALL_TIME && written !== ALL_TIME);
  if (isAsked && window !== undefined) return { value, by: '--window' };
  return { value, by: written === undefined ? 'default' : SETTINGS.name };
}

interface Leaf {
  readonly path: readonly string[];
  readonly schema: JsonObject;
}

// `$schema` says nothing of what is computed.
function leaves(schema: JsonObject, path: readonly string[]): readonly Leaf[] {
  const properties = own(schema, 'properties');
  if (!isObject(properties) || !hasDefaults(properties)) return [{ path, schema }];
  return Object.entries(properties).flatMap(([key, inner]) =>
    key === '$schema' || !isObject(inner) ? [] : leaves(inner, [...path, key]),
  );
}

// What has none is a map, and one setting.
function hasDefaults(properties: JsonObject): boolean {
  return Object.values(properties).some((inner) => isObject(inner) && Object.hasOwn(inner, 'default'));
}

const IN_R = ['r_clip', 'expectancy.prior_r', 'expectancy.s0', 'expectancy.hurdle_r'];
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/_bps$/, 'bps'],
  [/_usd$/, 'USD'],
  [/_ms$/, 'ms'],
  [/(_s|_seconds)$/, 's'],
  [/_bytes$/, 'bytes'],
];

/** What a number of a setting counts. */
export function unitOf(name: string, schema: JsonObject): string {
  if (IN_R.includes(name)) return 'R';
  const unit = UNITS.find(([pattern]) => pattern.test(name))?.[1];
  if (unit !== undefined) return unit;
  const [type, maximum] = [own(schema, 'type'), own(schema, 'maximum') ?? own(schema, 'exclusiveMaximum')];
  if (type === 'number') return maximum === 1 ? '0 to 1' : 'number';
  if (type === 'integer') return 'count';
  return own(schema, 'pattern') === undefined ? '' : 'duration';
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce((inner: unknown, key) => (isObject(inner) ? own(inner, key) : undefined), value);
}
