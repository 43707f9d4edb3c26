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

export const SETTINGS: ConfigKind = {
  name: 'execution_intel.json',
  description: 'settings of execution-intel',
  schema: settingsSchema,
  need: 'optional',
};
export const LIMITS: ConfigKind = {
  name: 'risk_limits.json',
  description: "the fund's limits",
  schema: riskLimitsSchema,
  need: 'required',
};
export const UNIVERSE: ConfigKind = {
  name: 'pairs_universe.json',
  description: 'the symbols the fund may trade',
  schema: universeSchema,
  need: 'required',
};
export const REGISTRY: ConfigKind = {
  name: 'strategy_registry.json',
  description: 'capacity and concurrency of each strategy',
  schema: strategyRegistrySchema,
  need: 'dispensable',
};
export const STRATEGY_CONFIG: ConfigKind = {
  name: 'strategy_config.json',
  description: 'the stop of each strategy',
  schema: strategyConfigSchema,
  need: 'dispensable',
};

export const CONFIG_KINDS: readonly ConfigKind[] = [SETTINGS, LIMITS, UNIVERSE, REGISTRY, STRATEGY_CONFIG];
