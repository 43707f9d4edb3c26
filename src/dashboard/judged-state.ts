import { STATE_SCHEMAS } from '../../operators/state-schemas';
import { STATE_FILES, type StateFileKey, type StateFiles } from '../../operators/state-files';
import type { Reading } from '../io/dashboard/changing-file';
import { isObject } from '../model/json';
import { mended } from './mend';
import type { Problem } from './page-model';
import type { StateDocuments } from './state-documents';

/** The four files as read: each of whatever version, its sound part, and what is wrong. */
export interface JudgedState {
  readonly documents: StateDocuments;
  readonly sound: { readonly [K in StateFileKey]?: StateFiles[K] | undefined };
  readonly problems: readonly Problem[];
}

/** Judges one file after the other. */
export function judgedState(readings: Readonly<Record<StateFileKey, Reading>>): JudgedState {
  const problems: Problem[] = [];
  const sound = {
    expectancy: judged('expectancy', readings.expectancy, problems),
    scores: judged('scores', readings.scores, problems),
    suggestions: judged('suggestions', readings.suggestions, problems),
    allocation: judged('allocation', readings.allocation, problems),
  };
  const valueOf = (reading: Reading): unknown =>
    reading !== undefined && 'value' in reading ? reading.value : undefined;
  const documents = {
    expectancy: valueOf(readings.expectancy),
    scores: valueOf(readings.scores),
    suggestions: valueOf(readings.suggestions),
    allocation: valueOf(readings.allocation),
  };
  return { documents, sound, problems };
}

function judged<K extends StateFileKey>(
  key: K,
  reading: Reading,
  problems: Problem[],
): StateFiles[K] | undefined {
  const file = STATE_FILES[key];
  const tell = (severity: Problem['severity'], code: Problem['code'], message: string): void => {
    problems.push({ severity, code, file, message });
  };
  if (reading === undefined) {
    tell('error', 'missing', `${file} is missing.`);
    return undefined;
  }
  if ('message' in reading) {
    tell('error', 'unreadable', `${file} cannot be read: ${reading.message}.`);
    return undefined;
  }
  if (!isObject(reading.value)) {
    tell('error', 'unreadable', `${file} is not a state file.`);
    return undefined;
  }
  const { sound, differences, first } = mended(STATE_SCHEMAS[key], reading.value);
  if (differences > 0)
    tell(
      'warning',
      'other_version',
      `${file} is of another version (${differences} ${differences === 1 ? 'difference' : 'differences'}, the first: ${first ?? ''}); what fits is shown.`,
    );
  return sound;
}
