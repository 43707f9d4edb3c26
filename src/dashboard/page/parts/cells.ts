import { EXECUTION_NOT_JUDGED, reasonWords } from '../../../model/fund/reason-words';
import type { DriftSummary, ScoreSummary, SymbolRow } from '../../model/symbol-row';
import { h, type Child, type Element } from './node';
import { DASH, formatMoment, formatSigned, toneOf } from './format';

/** A symbol as a button that opens its explanation. Its name may be anything, so it is isolated and cut off in CSS. */
export function symbolButton(symbol: string): Element {
  return h(
    'button',
    { type: 'button', class: 'symbol', 'data-act': 'open', 'data-symbol': symbol, title: symbol },
    h('bdi', {}, symbol),
  );
}

/** A name that opens nothing. */
export function nameCell(name: string): Element {
  return h('bdi', { class: 'symbol', title: name }, name);
}

/** A signed number in the colour of its sign. */
export function gainCell(value: number | null | undefined, digits: number): Element {
  return h('span', { class: toneOf(value) }, formatSigned(value, digits));
}

/** A rate with the number of cases it stands on. */
export function withCount(rate: string, count: number): readonly Child[] {
  return [rate, ' ', h('small', { class: 'n' }, `n ${String(count)}`)];
}

/** What is, and what is proposed; one text where they are the same. */
export function changeCell(now: string, next: string): Child {
  if (now === next) return h('span', { class: 'same' }, now);
  return [
    h('span', { class: 'was' }, now),
    ' → ',
    h('strong', { class: next === DASH ? 'same' : 'changed' }, next),
  ];
}

/** What binds a weight, in words; its code is in the title. */
export function reasonCell(code: string | null | undefined): Child {
  if (code === null || code === undefined) return DASH;
  return h('span', { title: code }, reasonWords(code));
}

/** Says that the edge in R and the one in USD lie on both sides of the least edge. */
export function disagreement(disagree: boolean | null | undefined): Child {
  if (disagree !== true) return false;
  const title = 'The edge in R and the edge in USD lie on both sides of the least edge';
  return h('small', { class: 'disagrees', title }, '▲ R and USD disagree');
}

/** Says that a score holds priors in the place of execution. */
export function executionMark(score: ScoreSummary | null): Child {
  if (score?.execution_judged !== false) return false;
  const title =
    'No router row of the window names it: its parts of execution are held at the pessimistic prior';
  return h('small', { class: 'unjudged', title }, EXECUTION_NOT_JUDGED);
}

/** Since when a symbol's R runs higher or lower than before. */
export function driftCell(drift: DriftSummary | null): Child {
  if (drift === null) return false;
  const { direction, since_ms, flagged_ms } = drift;
  return h(
    'span',
    { title: `since ${formatMoment(since_ms)}, clear on ${formatMoment(flagged_ms)} UTC` },
    `${direction === 'up' ? '▲ higher' : '▼ lower'} since ${formatMoment(since_ms).slice(0, 10)}, clear ${formatMoment(flagged_ms).slice(0, 10)}`,
  );
}

/** A section of the page with its title and one line on how to read it. */
export function panel(id: string, title: string, about: Child, ...children: readonly Child[]): Element {
  return h(
    'section',
    { id, class: 'panel', 'aria-labelledby': `${id}-title`, key: id },
    h('header', {}, h('h2', { id: `${id}-title` }, title), h('p', { class: 'about' }, about)),
    ...children,
  );
}

/** A section that the data gives nothing to: one line that says why. */
export function emptyPanel(id: string, title: string, why: string): Element {
  return h(
    'section',
    { id, class: 'panel none-to-show', 'aria-labelledby': `${id}-title`, key: id },
    h('h2', { id: `${id}-title` }, title),
    h('p', { class: 'about' }, why),
  );
}

/** A symbol's row that has this part. */
export type RowWith<Part extends keyof SymbolRow> = SymbolRow & {
  readonly [P in Part]: NonNullable<SymbolRow[P]>;
};

/** The rows that have this part. */
export function rowsWith<Part extends keyof SymbolRow>(
  rows: readonly SymbolRow[],
  part: Part,
): readonly RowWith<Part>[] {
  return rows.filter((row): row is RowWith<Part> => row[part] !== null);
}
