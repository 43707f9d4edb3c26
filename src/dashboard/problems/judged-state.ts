import { STATE_SCHEMAS } from '../../../operators/files/state-schemas';
import { STATE_FILES, type StateFileKey, type StateFiles } from '../../../operators/files/state-files';
import type { FileReading } from '../../io/dashboard/changing-file';
import { isObject, type JsonObject } from '../../model/values/json';
import { bounded, MOST_ITEMS, MOST_ROWS } from './bounded';
import { mended } from './mend';
import type { StateProblem } from '../model/page-model';
import type { StateDocuments } from '../model/state-documents';

/** The four files as read: each of whatever version, its sound part, and what is wrong. */
export interface JudgedState {
  readonly documents: StateDocuments;
  readonly sound: { readonly [K in StateFileKey]?: StateFiles[K] | undefined };
  readonly problems: readonly StateProblem[];
}

/** Judges one file after the other. */
export function judgedState(readings: Readonly<Record<StateFileKey, FileReading>>): JudgedState {
  const problems: StateProblem[] = [];
  const expectancy = judged('expectancy', readings.expectancy, problems);
  const scores = judged('scores', readings.scores, problems);
  const suggestions = judged('suggestions', readings.suggestions, problems);
  const allocation = judged('allocation', readings.allocation, problems);
  return {
    documents: {
      expectancy: expectancy.document,
      scores: scores.document,
      suggestions: suggestions.document,
      allocation: allocation.document,
    },
    sound: {
      expectancy: expectancy.sound,
      scores: scores.sound,
      suggestions: suggestions.sound,
      allocation: allocation.sound,
    },
    problems,
  };
}

interface Judged<T> {
  readonly document: JsonObject | undefined;
  readonly sound: T | undefined;
}

function judged<K extends StateFileKey>(
  key: K,
  reading: FileReading,
  problems: StateProblem[],
): Judged<StateFiles[K]> {
  const file = STATE_FILES[key];
  const tell = (severity: StateProblem['severity'], code: StateProblem['code'], message: string): void => {
    problems.push({ severity, code, file, message });
  };
  const nothing = { document: undefined, sound: undefined };
  if (reading === undefined) {
    tell('error', 'missing', `${file} is missing.`);
    return nothing;
  }
  if ('message' in reading) {
    tell('error', 'unreadable', `${file} cannot be read: ${reading.message}.`);
    return nothing;
  }
  if (!isObject(reading.value)) {
    tell('error', 'unreadable', `${file} is not a state file.`);
    return nothing;
  }
  const document = bounded(reading.value);
  if (document !== reading.value)
    tell(
      'warning',
      'too_large',
      `${file} has more than ${MOST_ROWS} rows or groups, or more than ${MOST_ITEMS} items in one, or is nested too deep; the first are shown.`,
    );
  const { sound, differences, first } = mended(STATE_SCHEMAS[key], document);
  if (differences > 0)
    tell(
      'warning',
      'other_version',
      `${file} is of another version (${differences} ${differences === 1 ? 'difference' : 'differences'}, the first: ${first ?? ''}); what fits is shown.`,
    );
  return { document, sound };
}
