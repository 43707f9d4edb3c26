import { fromNano, toNano } from '../../src/model/math/fixed';
import { isoUtc } from '../../src/model/values/time';
import { statement, type Section } from './section';
import { SCORE_PARTS } from '../score/parts/registry';
import type { ScoresFile, SymbolScore } from '../score/scores-file';

/** The score as the sum of its contributions. */
export function explainScore(row: SymbolScore, file: ScoresFile): Section {
  const parts = Object.entries(row.contributions);
  const components: Readonly<Record<string, number>> = row.components;
  return {
    title: 'Score',
    statements: [
      ...parts.map(([name, contribution]) =>
        statement(
          name,
          contribution,
          `weight ${file.weights[name] ?? 0} × part ${components[name] ?? 0}, floored to 1e-9`,
        ),
      ),
      statement('score', row.score, parts.map(([, value]) => value).join(' + ')),
    ],
    remarks: [...priorWords(row), biggestGap(row, file), ...driftWords(row)],
  };
}

const EXECUTION = SCORE_PARTS.filter(({ readsRouter }) => readsRouter === true).map(({ name }) => name);

// Without a router row the parts of execution say one thing, and are told of as one.
function priorWords({ execution_judged, priors, contributions }: SymbolScore): readonly string[] {
  const parts = execution_judged ? [] : EXECUTION;
  const others = priors.filter((name) => !parts.includes(name));
  const added = fromNano(parts.reduce((sum, name) => sum + toNano(contributions[name]), 0));
  return [
    ...(parts.length === 0
      ? []
      : [
          `Execution not judged: the window holds no router row of it. ${parts.join(', ')} stand at the pessimistic prior and add ${added}, whatever was executed.`,
        ]),
    ...(others.length === 0 ? [] : [`No row carries ${others.join(', ')}: held at the pessimistic prior.`]),
  ];
}

// A flag: no number follows from it.
function driftWords({ drift }: SymbolScore): readonly string[] {
  if (drift === null) return [];
  const level = drift.direction === 'up' ? 'higher' : 'lower';
  return [
    `The record changed: since ${isoUtc(drift.since_ts)} R runs ${level} than before (clear on ${isoUtc(drift.flagged_ts)}).`,
  ];
}

function biggestGap(row: SymbolScore, file: ScoresFile): string {
  const components: Readonly<Record<string, number>> = row.components;
  const gaps = Object.entries(file.weights).map(([name, weight]) => ({
    name,
    gap: weight * (1 - (components[name] ?? 0)),
  }));
  const [most] = gaps.sort((a, b) => b.gap - a.gap);
  return most === undefined ? '' : `Most is lost on ${most.name}: ${most.gap.toFixed(3)} of the score.`;
}
