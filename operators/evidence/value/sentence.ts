import type { Interval } from '../../../src/model/math/interval';
import { intervalOf, type Inference } from '../statistics/inference';
import type { Untradable } from './untradable';
import type { ValueBlock } from './value-block';
import type { Verdict } from './verdict';

/** What a reader must know before the verdict is believed. */
export interface Caveats {
  /** The symbol without which no skill is shown. */
  readonly restsOn?: string | undefined;
  /** The advice that the logs give for the same trades earns no such verdict. */
  readonly isUnconfirmed?: boolean;
  /** Trades outside a span are left out: a span can be chosen by its result. */
  readonly isPart?: boolean;
}

/** What the sentence says, in one unit. */
export interface SentenceInput {
  readonly unit: ValueUnit;
  /** What was followed: `weights` unless it says otherwise. */
  readonly policy?: string;
  readonly block: ValueBlock;
  readonly verdict: Verdict;
  /** Share of trades whose entry is known only as their close. */
  readonly unknownEntries: number;
  readonly caveats?: Caveats;
  readonly untradable?: Untradable;
  /** The one mode of every instant, where there is one, and why: in words, such as `equity unknown`. */
  readonly mode?: { readonly name: string; readonly why?: string } | undefined;
}

export type ValueUnit = 'usd' | 'r' | 'bps';

const UNITS: Readonly<Record<ValueUnit, readonly [name: string, decimals: number]>> = {
  usd: ['USD', 3],
  r: ['R', 3],
  bps: ['bps', 1],
};

/** The verdict in plain words (SPEC 9.9): the total with its interval, the split, choosing, and not trading at all. */
export function evidenceSentence(input: SentenceInput): string {
  const { block, verdict } = input;
  const parts =
    verdict.total === 'not_enough'
      ? [
          `There is not enough to judge the advice by: ${counts(block)}; it takes 30 trades and 10 days with trades.`,
        ]
      : [totalWords(input), splitWords(input), choosingWords(input), standDownWords(input)];
  return [
    ...parts,
    ...caveatWords(input.caveats),
    ...untradableWords(input.untradable),
    ...modeWords(input.mode),
  ].join(' ');
}

function totalWords({ unit, policy = 'weights', block, verdict }: SentenceInput): string {
  const { total } = block.inference;
  const number = numberOf(unit);
  const isShown = verdict.total !== 'not_shown';
  const what = isShown
    ? `Following the ${policy} would have ${verdict.total}`
    : `Whether following the ${policy} would have helped is not shown`;
  const interval = `95 % interval ${range([total?.lo ?? 0, total?.hi ?? 0], number)}`;
  const unseen = isShown || isSure(total) ? '' : `; ${unseenWords(unit, total)}`;
  return `${what}: ${number(block.total ?? 0)} ${UNITS[unit][0]} a trade (${interval}; ${counts(block)})${unseen}.`;
}

function splitWords({ unit, block }: SentenceInput): string {
  const number = numberOf(unit);
  const size = (100 * (block.mean_m ?? 0)).toFixed(1);
  return `By trading ${size} % of the size: ${number(block.exposure ?? 0)}; by choosing: ${number(block.selection ?? 0)}.`;
}

function choosingWords({ unit, block, verdict, unknownEntries, caveats }: SentenceInput): string {
  const restsOn = caveats?.restsOn;
  const number = numberOf(unit);
  const perUnit = block.inference.per_unit;
  const found = `${number(block.per_unit ?? 0)} at equal size`;
  const within = (confidence: number): string => {
    const interval = perUnit === null ? null : intervalOf(perUnit, confidence);
    return `${100 * confidence} % interval ${range(interval ?? [0, 0], number)}`;
  };
  switch (verdict.selection) {
    case 'not_enough':
      return 'There is not enough to judge choosing by.';
    case 'not_judged':
      return `Entry times are unknown for ${(100 * unknownEntries).toFixed(0)} % of the trades, so choosing is not judged.`;
    case 'none':
      return 'No size was advised, so there is no choosing to judge.';
    case 'skill':
      return `Choosing shows skill: ${found} (${within(0.95)}).${restsOn === undefined ? '' : ` It rests on ${restsOn}: without it no skill is shown.`}`;
    case 'negative':
      return `Choosing did harm: ${found} (${within(0.99)}).`;
    case 'not_shown':
      return isSure(perUnit)
        ? 'The advised sizes, or the results, were all alike, so there is no choosing to judge.'
        : `No skill in choosing is shown: ${found}; ${unseenWords(unit, perUnit)}.`;
  }
}

// Nothing varies: there was nothing to see, however large.
function isSure(inference: Inference | null): boolean {
  return inference?.se === 0;
}

function unseenWords(unit: ValueUnit, inference: Inference | null): string {
  return `less than ${(inference?.mde80 ?? 0).toFixed(UNITS[unit][1])} could not have been seen in this history`;
}

function standDownWords({ unit, block }: SentenceInput): string {
  return `Not trading at all: ${numberOf(unit)(0 - (block.traded ?? 0))}.`;
}

function caveatWords({ isUnconfirmed = false, isPart = false }: Caveats = {}): readonly string[] {
  return [
    ...(isUnconfirmed
      ? [
          'The advice that these logs give for the same trades does not show this: see whether what was published was changed.',
        ]
      : []),
    ...(isPart ? ['Only a part of the history was asked for.'] : []),
  ];
}

function untradableWords(untradable: Untradable | undefined): readonly string[] {
  if (untradable === undefined) return [];
  const { limit_usd, advised, below_limit } = untradable;
  if (limit_usd === null || 2 * below_limit <= advised) return [];
  return [
    `${below_limit} of ${advised} advised sizes are below the ${limit_usd} USD minimum: in practice the advice is not to trade.`,
  ];
}

function modeWords(mode: SentenceInput['mode']): readonly string[] {
  if (mode === undefined || mode.name === 'normal') return [];
  return [`The risk mode was ${mode.name} throughout${mode.why === undefined ? '' : `: ${mode.why}`}.`];
}

function counts({ n, active_days }: ValueBlock): string {
  return `${n} ${n === 1 ? 'trade' : 'trades'}, ${active_days} ${active_days === 1 ? 'day' : 'days'}`;
}

function numberOf(unit: ValueUnit): (value: number) => string {
  const [, decimals] = UNITS[unit];
  // A small loss keeps its sign: -0.0.
  return (value) => `${value < 0 ? '' : '+'}${value.toFixed(decimals)}`;
}

function range([lo, hi]: Interval, number: (value: number) => string): string {
  return `${number(lo)} to ${number(hi)}`;
}
