import { childAt, numberAt, numbersAt, textsAt } from '../model/json-fields';
import type { JsonObject } from '../../model/values/json';
import type { ScorePartWeight, ScoreSummary } from '../model/symbol-row';

/** A score with its contributions; null where the row has none. */
export function scoreSummary(row: JsonObject): ScoreSummary | null {
  const score = numberAt(row, 'score');
  if (score === null) return null;
  return {
    score,
    contributions: numbersAt(row, 'contributions'),
    components: numbersAt(row, 'components'),
    priors: textsAt(row, 'priors'),
  };
}

/** The parts of the score in the file's order. */
export function scoreParts(scores: JsonObject | undefined): readonly ScorePartWeight[] {
  if (childAt(scores, 'weights') === undefined) return [];
  return Object.entries(numbersAt(scores ?? {}, 'weights')).map(([name, weight]) => ({ name, weight }));
}
