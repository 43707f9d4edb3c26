import { isObject } from '../../model/values/json';
import { settingProblems, settingsFrom, withPrimaryWindow, type Settings } from '../../model/fund/settings';
import { settingsSchema } from '../../model/schemas/settings';
import { parseWindow, type Window } from '../../model/values/window';
import { problemIn, soundPart, type ConfigFile } from './config-file';
import type { ConfigProblem } from './schema/problem';
import { schemaProblems } from './schema/schema-problems';
import { shortJson } from './text/short-json';

/** The settings in force; defaults stand in for a broken section, so that the others can be judged. */
export interface ChosenSettings {
  readonly settings: Settings;
  readonly problems: readonly ConfigProblem[];
}

/** Settings of the file, with `windowName` as the primary window where one is asked for. */
export function chooseSettings(file: ConfigFile, windowName?: string): ChosenSettings {
  const sound = soundPart(file);
  const settings = settingsFrom(isObject(sound) ? sound : {});
  const problems = settingProblems(settings).map(({ path, message }) =>
    problemIn(file, path, { message, severity: 'error' }),
  );
  if (windowName === undefined) return { settings, problems };
  const window = windowOf(windowName);
  if (window === undefined) return { settings, problems: [...problems, badWindow(windowName)] };
  return { settings: withPrimaryWindow(settings, window), problems };
}

// The schema says which names a settings file may use; an option may use no others.
function windowOf(name: string): Window | undefined {
  const misfits = schemaProblems(settingsSchema.properties.windows.items, name);
  return misfits.length === 0 ? parseWindow(name) : undefined;
}

function badWindow(name: string): ConfigProblem {
  const message = 'must be a window such as 90m, 24h, 7d or last_200';
  return {
    file: '--window',
    line: undefined,
    column: undefined,
    path: '',
    found: shortJson(name),
    message,
    severity: 'error',
  };
}
