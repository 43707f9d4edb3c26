import type { PageModel } from '../../model/page-model';
import { formatDuration } from './format';
import type { Link } from './view-state';

/** Whether the numbers can be trusted, in one word and one sentence. */
export interface Trust {
  readonly level: 'good' | 'check' | 'bad' | 'past';
  readonly word: string;
  readonly sentence: string;
}

/** The verdict at an age of the data: the worst thing that is true of it. */
export function trustOf(model: PageModel, ageMs: number | null, link: Link): Trust {
  const { header, problems } = model;
  if (header.at_ms !== null)
    return { level: 'past', word: 'Past', sentence: 'A moment of the history, not what stands now.' };
  const error = problems.find(({ severity }) => severity === 'error');
  if (ageMs === null)
    return { level: 'bad', word: 'No data', sentence: error?.message ?? 'No state file says of when it is.' };
  if (error !== undefined) return { level: 'bad', word: 'Broken', sentence: error.message };
  if (ageMs >= header.stale_after_ms)
    return {
      level: 'bad',
      word: 'Stale',
      sentence: `At least ${formatDuration(header.stale_after_ms)} old.`,
    };
  if (header.complete === false)
    return { level: 'bad', word: 'Incomplete', sentence: 'Rows are missing from the windows.' };
  if (link === 'lost')
    return { level: 'check', word: 'No connection', sentence: 'The server does not answer; trying again.' };
  const warning = problems.find(({ severity }) => severity === 'warning');
  if (warning !== undefined) return { level: 'check', word: 'Check', sentence: warning.message };
  return { level: 'good', word: 'Good', sentence: `${knownGood(header).join(', ')}.` };
}

// Files that a replay wrote have no gates; an older file may not say that it is complete.
function knownGood({ complete, live }: PageModel['header']): readonly string[] {
  const isOpen = live !== null && Object.values(live.gates).every((gate) => gate === true);
  return ['Fresh', ...(complete === true ? ['complete'] : []), ...(isOpen ? ['all gates on'] : [])];
}
