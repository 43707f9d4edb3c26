import type { PageModel } from '../../model/page-model';
import { formatDuration } from './format';
import type { Link } from './view-state';

/** Whether the numbers are live or of a replay, and whether they can be trusted: one word and one sentence. */
export interface Trust {
  readonly level: 'good' | 'check' | 'bad' | 'past';
  readonly word: string;
  readonly sentence: string;
}

/** What a replay wrote is of its as-of and does not grow stale; only live keeps files current. */
export function isReplay({ live, at_ms }: PageModel['header']): boolean {
  return live === null && at_ms === null;
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
  const { kind, isKept } = kindOf(header);
  if (!isReplay(header) && ageMs >= header.stale_after_ms)
    return {
      level: 'bad',
      word: isKept ? `${kind}, stale` : kind,
      sentence: `At least ${formatDuration(header.stale_after_ms)} old.`,
    };
  if (header.complete === false)
    return { level: 'bad', word: `${kind}, incomplete`, sentence: 'Rows are missing from the windows.' };
  if (link === 'lost')
    return { level: 'check', word: 'No connection', sentence: 'The server does not answer; trying again.' };
  // What leaves the risk mode unsure stands with the mode.
  const warning = problems.find(({ severity, code }) => severity === 'warning' && code !== 'risk_unsure');
  if (warning !== undefined) return { level: 'check', word: kind, sentence: warning.message };
  return { level: isKept ? 'good' : 'past', word: kind, sentence: `${knownGood(header).join(', ')}.` };
}

function kindOf(header: PageModel['header']): { readonly kind: string; readonly isKept: boolean } {
  if (header.live === null) return { kind: 'Replay', isKept: false };
  return header.live.running ? { kind: 'Live', isKept: true } : { kind: 'Live stopped', isKept: false };
}

// Files that a replay wrote have no gates; an older file may not say that it is complete.
function knownGood({ complete, live }: PageModel['header']): readonly string[] {
  const isOpen = live !== null && Object.values(live.gates).every((gate) => gate === true);
  return [
    live === null ? 'Nothing keeps it current' : 'Fresh',
    ...(complete === true ? ['complete'] : []),
    ...(isOpen ? ['all gates on'] : []),
  ];
}
