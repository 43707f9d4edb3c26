import { valueIdentity } from '../../../operators/evidence/value/identity';
import { unitTrades } from '../../../operators/evidence/value/unit-trades';
import { valueBlock } from '../../../operators/evidence/value/value-block';
import { valueInference } from '../../../operators/evidence/value/value-inference';
import { verdictOf } from '../../../operators/evidence/value/verdict';
import { print } from '../figures';
import { equalEdges, historyOf, PROCESSES, type Process } from './processes';

/**
 * `npm run coverage:intervals`: how often the 95 % intervals of `intel evaluate` hold the true value, and how often it says
 * `skill` or `negative` where all edges are equal. The figures depend on nothing but the code. It fails where a bound does not hold
 * in the mean over its table.
 */

const HISTORIES = 1000;
const DAYS = [10, 20, 40, 110];
const LONG = 40_000;
const LEAST_MEAN = 0.92;
const EDGES = [-0.1, 0, 0.1];
const MOST_FALSE = 0.02;

function main(): void {
  const shares = PROCESSES.map(coverageOf);
  const means = (['total', 'selection'] as const).map((part) =>
    mean(shares.flatMap((byDays) => byDays.map((share) => share[part]))),
  );
  print(`Share of ${HISTORIES} histories whose interval holds the truth: total / selection`, [
    ['', ...DAYS.map((days) => `${days} days`)],
    ...PROCESSES.map(({ name }, i) => [
      name,
      ...(shares[i] ?? []).map(({ total, selection }) => `${total.toFixed(3)} / ${selection.toFixed(3)}`),
    ]),
    ['mean', means.map((share) => share.toFixed(3)).join(' / ')],
  ]);
  const verdicts = EDGES.map((edge) => DAYS.map((days) => falseVerdicts(edge, days)));
  const rates = (['skill', 'negative'] as const).map((verdict) =>
    mean(verdicts.flatMap((byDays) => byDays.map((share) => share[verdict]))),
  );
  print(`Share of ${HISTORIES} histories of equal edges that are called skill / negative`, [
    ['edge of all', ...DAYS.map((days) => `${days} days`)],
    ...EDGES.map((edge, i) => [
      `${edge} R`,
      ...(verdicts[i] ?? []).map(({ skill, negative }) => `${skill.toFixed(3)} / ${negative.toFixed(3)}`),
    ]),
    ['mean', rates.map((share) => share.toFixed(3)).join(' / ')],
  ]);
  if (Math.min(...means) < LEAST_MEAN) throw new Error(`a mean coverage is below ${LEAST_MEAN}`);
  if (Math.max(...rates) > MOST_FALSE)
    throw new Error(`more than ${MOST_FALSE} are called what they are not`);
}

/** By number of days. The truth is the value over one very long history. */
function coverageOf(
  process: Process,
  at: number,
): readonly { readonly total: number; readonly selection: number }[] {
  const truth = valueIdentity(unitTrades(historyOf(process, LONG, at + 1)));
  return DAYS.map((days) => {
    let [total, selection] = [0, 0];
    for (let history = 0; history < HISTORIES; history++) {
      const seed = (at + 1) * 1_000_000 + days * 10_000 + history;
      const found = valueInference(unitTrades(historyOf(process, days, seed)));
      if (holds(found.total, truth.total)) total++;
      if (holds(found.selection, truth.selection)) selection++;
    }
    return { total: total / HISTORIES, selection: selection / HISTORIES };
  });
}

/** The share of histories in which choosing, which can be worth nothing, is said to be. */
function falseVerdicts(edge: number, days: number): Record<'skill' | 'negative', number> {
  const counts = { skill: 0, negative: 0 };
  for (let history = 0; history < HISTORIES; history++) {
    const seed = 500_000_000 + days * 1_000_000 + Math.round(edge * 10) * 100_000 + history;
    const block = valueBlock(unitTrades(equalEdges(edge, days, seed)), { seed: 1, resamples: 1 });
    const { selection } = verdictOf(block, 0);
    if (selection === 'skill' || selection === 'negative') counts[selection]++;
  }
  return { skill: counts.skill / HISTORIES, negative: counts.negative / HISTORIES };
}

type Bounds = { readonly lo: number | null; readonly hi: number | null } | null;

function holds(bounds: Bounds, truth: number | null): boolean {
  const { lo = null, hi = null } = bounds ?? {};
  return lo !== null && hi !== null && truth !== null && lo <= truth && truth <= hi;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

main();
