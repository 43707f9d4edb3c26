import { STATE_FILES, STATE_KEYS } from '../../../operators/files/state-files';
import { MINUTE, SECOND } from '../../model/values/time';
import { reasonWords } from '../../model/fund/reason-words';
import { warningText } from '../../model/warnings';
import type { Circumstances } from '../model/circumstances';
import { childAt, textsAt } from '../model/json-fields';
import { liveProblems } from './live-problems';
import { currentMoments, isGated, momentText } from '../model/moments';
import type { PageHeader, StateProblem } from '../model/page-model';
import { documentOf, type StateDocuments } from '../model/state-documents';

const AHEAD_MS = 5 * MINUTE;
const RANKS = { error: 0, warning: 1, info: 2 } as const;

/** All that a reader must know before trusting a number, the worst first. */
export function stateProblems(
  state: StateDocuments,
  circumstances: Circumstances,
  header: PageHeader,
): readonly StateProblem[] {
  const gated = new Set<string>(
    STATE_KEYS.filter((key) => isGated(key, header.live)).map((key) => STATE_FILES[key]),
  );
  const all = [
    // What a closed gate never wrote is not missed.
    ...(circumstances.fileProblems ?? [])
      .filter(({ code, file }) => code !== 'missing' || !gated.has(file ?? ''))
      .map((found) => ofFrame(found, header)),
    ...(header.at_ms === null ? ageProblems(header) : []),
    ...mixedMoments(state, header),
    ...contentProblems(state),
    ...riskProblems(header),
    ...liveProblems(state, circumstances, header.live),
  ];
  return all.toSorted((a, b) => RANKS[a.severity] - RANKS[b.severity]);
}

// At a moment of the history a gate may have been closed: nobody knows any more.
function ofFrame(found: StateProblem, { at_ms }: PageHeader): StateProblem {
  return found.code === 'missing' && at_ms !== null ? { ...found, severity: 'warning' } : found;
}

// What a replay wrote is of its as-of: nothing was to keep it current.
function ageProblems({
  age_ms,
  as_of_ms,
  freshness,
  stale_after_ms,
  live,
}: PageHeader): readonly StateProblem[] {
  if (age_ms === null || as_of_ms === null) return [];
  if (age_ms < -AHEAD_MS)
    return [
      problem(
        'error',
        'from_the_future',
        `The files are of ${momentText(as_of_ms)}, which is later than this machine's clock.`,
      ),
    ];
  if (freshness !== 'stale') return [];
  const old = `at least ${durationText(stale_after_ms)} old`;
  if (live === null)
    return [
      problem('info', 'stale', `A replay as of ${momentText(as_of_ms)}, ${old}: nothing keeps it current.`),
    ];
  return [
    problem(
      'warning',
      'stale',
      `The numbers are of ${momentText(as_of_ms)} and ${old}: nothing keeps them current.`,
    ),
  ];
}

function mixedMoments(state: StateDocuments, header: PageHeader): readonly StateProblem[] {
  const moments = currentMoments(state, header.live);
  const [oldest, newest] = [moments[0], moments.at(-1)];
  if (oldest === undefined || newest === undefined || oldest.asOfMs === newest.asOfMs) return [];
  const severity = newest.asOfMs - oldest.asOfMs > header.stale_after_ms ? 'warning' : 'info';
  return [
    {
      severity,
      code: 'mixed_moments',
      file: oldest.file,
      message: `${oldest.file} is of ${momentText(oldest.asOfMs)}, ${newest.file} of ${momentText(newest.asOfMs)}: the sections do not show one moment.`,
    },
  ];
}

// What the files say of themselves; the same word in several files is told once.
function contentProblems(state: StateDocuments): readonly StateProblem[] {
  const byWarning = new Map<string, StateProblem>();
  for (const key of STATE_KEYS) {
    const file = STATE_FILES[key];
    const metadata = childAt(documentOf(state, key), 'metadata') ?? {};
    if (metadata['complete'] === false && !byWarning.has(''))
      byWarning.set('', {
        severity: 'warning',
        code: 'incomplete',
        file,
        message: 'The windows are incomplete: rows that belong to them were lost or could not be read.',
      });
    for (const warning of textsAt(metadata, 'warnings')) {
      if (byWarning.has(warning)) continue;
      byWarning.set(warning, {
        severity: 'warning',
        code: 'warning_in_file',
        file,
        message: `${file} warns: ${warningWords(warning)}`,
      });
    }
  }
  return [...byWarning.values()];
}

// With its meaning and what to do, where the code is known; as plain text.
function warningWords(code: string): string {
  const text = warningText(code);
  if (text === undefined) return `${code}.`;
  return `${code}: ${text.meaning}. What to do: ${text.remedy}.`.replaceAll('`', '');
}

// What leaves the mode unsure; other reasons only say where it is from.
const DOUBTS = new Set(['equity_unknown', 'equity_stale', 'drawdown_unknown', 'drawdown_of_worst_symbol']);

function riskProblems({ risk_mode, risk_reasons }: PageHeader): readonly StateProblem[] {
  const doubts = risk_reasons.filter((reason) => DOUBTS.has(reason)).map(reasonWords);
  if (doubts.length === 0) return [];
  return [
    problem('warning', 'risk_unsure', `The risk mode is ${risk_mode ?? 'unknown'}: ${doubts.join('; ')}.`),
  ];
}

function problem(
  severity: StateProblem['severity'],
  code: StateProblem['code'],
  message: string,
): StateProblem {
  return { severity, code, file: null, message };
}

function durationText(ms: number): string {
  return ms >= 2 * MINUTE ? `${Math.round(ms / MINUTE)} minutes` : `${Math.round(ms / SECOND)} seconds`;
}
