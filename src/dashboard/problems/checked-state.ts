import { STATE_SCHEMAS } from '../../../operators/files/state-schemas';
import { STATE_FILES, type StateFileKey, type StateFiles } from '../../../operators/files/state-files';
import type { FileReading } from '../../io/dashboard/changing-file';
import { isObject, type JsonObject } from '../../model/values/json';
import { bounded, MOST_ITEMS, MOST_ROWS } from './bounded';
import { keepValid } from './keep-valid';
import type { StateProblem } from '../model/page-model';
import type { StateDocuments } from '../model/state-documents';

/** The four files as read: each of whatever version, its sound part, and what is wrong. */
export interface CheckedState {
  readonly documents: StateDocuments;
  readonly valid: { readonly [K in StateFileKey]?: StateFiles[K] | undefined };
  readonly problems: readonly StateProblem[];
}

/** Judges one file after the other. */
export function checkState(readings: Readonly<Record<StateFileKey, FileReading>>): CheckedState {
  const problems: StateProblem[] = [];
  const expectancy = checkFile('expectancy', readings.expectancy, problems);
  const scores = checkFile('scores', readings.scores, problems);
  const suggestions = checkFile('suggestions', readings.suggestions, problems);
  const allocation = checkFile('allocation', readings.allocation, problems);
  return {
    documents: {
      expectancy: expectancy.document,
      scores: scores.document,
      suggestions: suggestions.document,
      allocation: allocation.document,
    },
    valid: {
      expectancy: expectancy.valid,
      scores: scores.valid,
      suggestions: suggestions.valid,
      allocation: allocation.valid,
    },
    problems,
  };
}

interface CheckedFile<T> {
  readonly document: JsonObject | undefined;
  readonly valid: T | undefined;
}

function checkFile<K extends StateFileKey>(
  key: K,
  reading: FileReading,
  problems: StateProblem[],
): CheckedFile<StateFiles[K]> {
  const file = STATE_FILES[key];
  const report = (severity: StateProblem['severity'], code: StateProblem['code'], message: string): void => {
    problems.push({ severity, code, file, message });
  };
  const nothing = { document: undefined, valid: undefined };
  if (reading === undefined) {
    report('error', 'missing', `${file} is missing.`);
    return nothing;
  }
  if ('message' in reading) {
    report('error', 'unreadable', `${file} cannot be read: ${reading.message}.`);
    return nothing;
  }
  if (!isObject(reading.value)) {
    report('error', 'unreadable', `${file} is not a state file.`);
    return nothing;
  }
  const document = bounded(reading.value);
  if (document !== reading.value)
    report(
      'warning',
      'too_large',
      `${file} has more than ${MOST_ROWS} rows or groups, or more than ${MOST_ITEMS} items in one, or is nested too deep; the first are shown.`,
    );
  const { valid, differences, first } = keepValid(STATE_SCHEMAS[key], document);
  if (differences > 0)
    report(
      'warning',
      'other_version',
      `${file} is of another version (${differences} ${differences === 1 ? 'difference' : 'differences'}, the first: ${first ?? ''}); what fits is shown.`,
    );
  return { document, valid };
}
