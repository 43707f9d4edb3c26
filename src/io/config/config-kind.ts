import {
  riskLimitsSchema,
  strategyConfigSchema,
  strategyRegistrySchema,
  universeSchema,
} from '../../model/schemas/config';
import { settingsSchema } from '../../model/schemas/settings';

/** What a config file should be. */
export interface ConfigKind {
  readonly name: string;
  /** What it holds, for the person who lacks it. */
  readonly description: string;
  readonly schema: object;
  /** A required file must exist; an optional one may be absent; a dispensable one may be unusable as well. */
  readonly need: 'required' | 'optional' | 'dispensable';
}

export const SETTINGS = kindOf(settingsSchema, 'optional');
export const LIMITS = kindOf(riskLimitsSchema, 'required');
export const UNIVERSE = kindOf(universeSchema, 'required');
export const REGISTRY = kindOf(strategyRegistrySchema, 'dispensable');
export const STRATEGY_CONFIG = kindOf(strategyConfigSchema, 'dispensable');

export const CONFIG_KINDS: readonly ConfigKind[] = [SETTINGS, LIMITS, UNIVERSE, REGISTRY, STRATEGY_CONFIG];

// The title of a schema is `name: description`.
function kindOf(schema: { readonly title: string }, need: ConfigKind['need']): ConfigKind {
  const [name = '', description = ''] = schema.title.split(': ');
  return { name, description, schema, need };
}
