import { isObject } from '../../model/values/json';
import {
  settingProblems,
  settingsFrom,
  withAllTime,
  withPrimaryWindow,
  type Settings,
} from '../../model/fund/settings';
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
  const asked = withPrimaryWindow(settings, window);
  // Whoever asks for the last N, or for what is since a moment, wants it however far back it lies.
  return { settings: window.kind === 'time' ? asked : withAllTime(asked), problems };
}

// The schema says which names a settings file may use; an option may also name a moment.
function windowOf(name: string): Window | undefined {
  const window = parseWindow(name);
  if (window?.kind === 'since') return window;
  return schemaProblems(settingsSchema.properties.windows.items, name).length === 0 ? window : undefined;
}

function badWindow(name: string): ConfigProblem {
  const message = 'must be a window such as 90m, 24h, 7d, last_200 or all';
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
