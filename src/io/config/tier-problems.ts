import { isObject, objectAt, own } from '../../model/values/json';
import { tierKey } from '../../model/fund/tiers';
import { problemIn, type ConfigFile } from './config-file';
import { nearest } from './schema/nearest';
import type { ConfigProblem } from './schema/problem';
import { shortJson } from './text/short-json';

/**
 * A tier of the universe that risk_limits.json does not define is an error: its limits would be missed in silence. Where no
 * tier is defined at all, tiers limit nothing, and it is a warning. Two tiers that are spelt alike are a warning. Of limits
 * that are missing or no JSON nothing is known.
 */
export function tierProblems(limits: ConfigFile, universe: ConfigFile): readonly ConfigProblem[] {
  if (limits.value === undefined) return [];
  const tiers = Object.keys(
    objectAt(objectAt(isObject(limits.value) ? limits.value : {}, 'global'), 'tiers'),
  );
  return [...undefinedTiers(tiers, universe), ...alikeTiers(tiers, limits)];
}

function undefinedTiers(tiers: readonly string[], universe: ConfigFile): readonly ConfigProblem[] {
  const keys = new Map(tiers.map((tier) => [tierKey(tier) ?? '', tier]));
  const severity = tiers.length === 0 ? 'warning' : 'error';
  const rows = isObject(universe.value) ? own(universe.value, 'universe') : undefined;
  const list: readonly unknown[] = Array.isArray(rows) ? rows : [];
  return list.flatMap((row, i) => {
    const tier = isObject(row) ? own(row, 'tier') : undefined;
    const key = tierKey(tier);
    if (key === undefined || keys.has(key)) return [];
    const meant = keys.get(nearest(key, [...keys.keys()]) ?? '');
    const hint = meant === undefined ? '' : ` (did you mean ${shortJson(meant)}?)`;
    const choice = tiers.length === 0 ? '' : `; defined: ${tiers.join(', ')}`;
    const message = `is not a tier of risk_limits.json${hint}${choice}`;
    return [
      problemIn(universe, ['universe', String(i), 'tier'], { found: shortJson(tier), message, severity }),
    ];
  });
}

function alikeTiers(tiers: readonly string[], limits: ConfigFile): readonly ConfigProblem[] {
  const first = new Map<string, string>();
  return tiers.flatMap((tier) => {
    const key = tierKey(tier) ?? '';
    const known = first.get(key);
    if (known === undefined) {
      first.set(key, tier);
      return [];
    }
    const message = `is spelt like ${shortJson(known)}; each applies only to rows that spell it the same way`;
    return [problemIn(limits, ['global', 'tiers', tier], { at: 'key', message, severity: 'warning' })];
  });
}
