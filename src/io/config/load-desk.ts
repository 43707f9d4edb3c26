import { boundProblems, toDesk, type Desk, type DeskFiles } from '../../model/fund/desk';
import { chooseSettings } from './choose-settings';
import { configDigest } from './config-digest';
import { problemIn, readConfigFile, soundPart, type ConfigFile } from './config-file';
import { LIMITS, REGISTRY, SETTINGS, STRATEGY_CONFIG, UNIVERSE, type ConfigKind } from './config-kind';
import { percentProblems, placedConversions, type PlacedConversion } from './percent-problems';
import { inFileOrder, type ConfigProblem } from './schema/problem';
import { perSymbolProblems, universeProblems } from './symbol-problems';
import { tierProblems } from './tier-problems';

/** The desk, unless a problem is an error, and all there is to say about its files, by file, line and column. */
export interface LoadedDesk {
  readonly desk: Desk | undefined;
  /** What the desk is made of: `toDesk` gives it again. */
  readonly files: DeskFiles;
  readonly problems: readonly ConfigProblem[];
  readonly conversions: readonly PlacedConversion[];
}

/** Reads the config directory into a desk. Whatever is wrong in it is a problem in the answer, never an exception. */
export async function loadDesk(configDir: string, primaryWindow?: string): Promise<LoadedDesk> {
  const read = (kind: ConfigKind): Promise<ConfigFile> => readConfigFile(configDir, kind);
  const [own, limits, universe, registry, strategies] = await Promise.all([
    read(SETTINGS),
    read(LIMITS),
    read(UNIVERSE),
    read(REGISTRY),
    read(STRATEGY_CONFIG),
  ]);
  const { settings, problems: ofSettings } = chooseSettings(own, primaryWindow);
  const files: DeskFiles = {
    settings,
    limits: soundPart(limits),
    universe: soundPart(universe),
    ...(registry.state === 'usable' ? { registry: registry.value } : {}),
    ...(strategies.state === 'usable' ? { strategies: strategies.value } : {}),
  };
  const desk = toDesk(files, configDigest(files), [
    ...(registry.state === 'unusable' ? ['strategy_registry_unusable'] : []),
    ...(strategies.state === 'unusable' ? ['strategy_config_unusable'] : []),
  ]);
  const ofBounds = boundProblems(desk).map(({ path, message }) =>
    problemIn(limits, path, { message, severity: 'error' }),
  );
  const problems = [
    ...[own, limits, universe, registry, strategies].flatMap((file) => file.problems),
    ...ofSettings,
    ...ofBounds,
    ...[limits, universe, strategies].flatMap(percentProblems),
    ...tierProblems(limits, universe),
    ...universeProblems(universe),
    ...perSymbolProblems(limits, universe),
  ].sort(inFileOrder);
  return {
    desk: problems.some(({ severity }) => severity === 'error') ? undefined : desk,
    files,
    problems,
    conversions: [limits, universe, strategies].flatMap(placedConversions).sort(inFileOrder),
  };
}
