import { join } from 'node:path';
import { LIMITS, SETTINGS } from '../../io/config/config-kind';
import { readConfigFile } from '../../io/config/config-file';
import { settingRows, type SettingRow } from '../../io/config/setting-rows';
import { jsonText, printNote, printResult, textTable } from '../terminal/print';
import { readDesk } from '../terminal/read-desk';
import { isObject } from '../../model/values/json';

interface SettingsFlags {
  readonly config: string;
  readonly window?: string;
  readonly json?: boolean;
}

/** `intel settings`. */
export async function settingsCommand({ config, window, json }: SettingsFlags): Promise<void> {
  const { settings } = await readDesk(config, window);
  const [file, limits] = await Promise.all([
    readConfigFile(config, SETTINGS),
    readConfigFile(config, LIMITS),
  ]);
  const rows = settingRows({ settings, file: file.value, limits: limits.value, window });
  printResult(json === true ? jsonText(rows) : settingsTable(rows));
  const set = rows.filter((row) => row.set_by !== 'default').length;
  printNote(`${rows.length} settings, ${set} of them set; ${join(config, SETTINGS.name)} sets the others`);
}

const COLUMNS = [
  { title: 'SETTING', align: 'left' },
  { title: 'VALUE', align: 'left' },
  { title: 'DEFAULT', align: 'left' },
  { title: 'UNIT', align: 'left' },
  { title: 'SET BY', align: 'left' },
  { title: 'MEANING', align: 'left' },
] as const;

function settingsTable(rows: readonly SettingRow[]): string {
  return textTable(
    COLUMNS,
    rows.map(({ name, value, default: usual, unit, set_by, meaning }) => [
      name,
      textOf(value),
      textOf(usual),
      unit,
      set_by,
      meaning,
    ]),
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(String).join(', ');
  if (!isObject(value)) return String(value);
  const pairs = Object.entries(value).map(([key, inner]) => `${key}=${String(inner)}`);
  return pairs.length === 0 ? 'none' : pairs.join(', ');
}
