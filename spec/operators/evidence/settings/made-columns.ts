import type { SettingColumns } from '../../../../operators/evidence/settings/nested-choice';
import { DAY, HOUR } from '../../../../src/model/values/time';
import { chanceOf } from '../chance';

const START = Date.UTC(2026, 0, 5);

/** Random trades of so many days, and the random sizes of so many settings; some of one hour, some held for days. */
export function madeColumns(seed: number, settings: number, trades: number, days: number): SettingColumns {
  const { uniform, normal } = chanceOf(seed);
  const closes = Array.from({ length: trades }, () => START + Math.floor(uniform() * days * 24) * HOUR).sort(
    (a, b) => a - b,
  );
  return {
    names: Array.from({ length: settings }, (_, s) => (s === 0 ? 'default' : `setting ${s}`)),
    multiples: Array.from({ length: settings }, () =>
      Array.from({ length: trades }, () => Math.floor(uniform() * 5) / 4),
    ),
    rs: Array.from({ length: trades }, () => normal()),
    entries: closes.map((ts) => ts - Math.floor(uniform() * 2 * DAY)),
    closes,
  };
}
