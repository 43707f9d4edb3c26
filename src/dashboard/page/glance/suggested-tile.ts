import { adviceOf, CAUTIOUS_ADVICE, type CautiousAdvice } from '../../../model/fund/advice';
import { reasonWords } from '../../../model/fund/reason-words';
import type { PageModel } from '../../model/page-model';
import { symbolButton } from '../parts/cells';
import { formatPercent } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { actionsOf, type Action, type ActionKind, type WeightMove } from './actions';
import { tile } from './tile';

/** What to do: the acts in words, the change of each symbol, then the weights together. */
export function suggestedTile(model: PageModel): Element {
  const { header, symbols } = model;
  const isPublished = header.total_weight !== null;
  const [first, ...others] = isPublished ? actionsOf(symbols) : [];
  const caution = isPublished ? cautionOn(symbols) : undefined;
  const routed = symbols.filter(({ policy }) => policy?.changes === true).length;
  return tile(
    'suggested',
    'What to do',
    !isPublished ? 'No advice is published' : first === undefined ? nothingToDo(symbols) : actText(first),
    caution === undefined && first?.kind !== 'stop' ? 'plain' : 'check',
    ...others.slice(0, ACTS).map((action) => h('b', {}, actText(action))),
    others.length > ACTS && `and for ${moreReasons(others.length - ACTS)}`,
    first !== undefined && movesText([first, ...others].flatMap(({ moves }) => moves)),
    isPublished && [
      caution !== undefined && `${caution.word}: ${caution.why}: `,
      h('b', { id: 'total-weight' }, formatPercent(header.total_weight)),
      ` of NAV in all, ${formatPercent(header.cash_weight)} cash; mode allows ${formatPercent(header.budget)}`,
    ],
    `router changes: ${routed === 0 ? 'none' : `${routed} of ${symbols.length} symbols`}`,
  );
}

const ACTS = 3;
const NAMES = 5;
const MOVES = 8;

const VERBS: Readonly<Record<ActionKind, string>> = {
  stop: 'Stop trading ',
  lower: 'Lower ',
  raise: 'Raise ',
  hold: 'Hold at most what is suggested: ',
};

function moreReasons(n: number): string {
  return `${n} more ${n === 1 ? 'reason' : 'reasons'}`;
}

function actText({ kind, reason, moves }: Action): Child {
  const rest = moves.length - NAMES;
  return [
    kind === 'stop' && h('span', { 'aria-hidden': 'true' }, '■ '),
    VERBS[kind],
    moves.slice(0, NAMES).map(({ symbol }, i) => [i > 0 && ', ', symbolButton(symbol)]),
    rest > 0 && ` and ${rest} more`,
    kind !== 'hold' && reason !== null && `: ${reasonWords(reason)}`,
  ];
}

function movesText(moves: readonly WeightMove[]): Element {
  const rest = moves.length - MOVES;
  return h(
    'span',
    { class: 'moves' },
    moves.slice(0, MOVES).map(moveText),
    rest > 0 && h('span', { class: 'move' }, `and ${rest} more`),
  );
}

function moveText({ symbol, now, next }: WeightMove): Child {
  const sign = now === null || next === now ? '' : next > now ? '▲ ' : '▼ ';
  return h(
    'span',
    { class: 'move' },
    h('span', { 'aria-hidden': 'true' }, sign),
    h('bdi', {}, symbol),
    ` ${now === null ? 'now unknown' : formatPercent(now, 2)} → `,
    h('b', {}, formatPercent(next, 2)),
  );
}

function nothingToDo(symbols: PageModel['symbols']): string {
  const isHeldKnown = symbols.some(({ allocation }) => (allocation?.current_weight ?? null) !== null);
  return isHeldKnown ? 'Change no weight' : 'Nothing to change is known: what is held now is not known';
}

// What the word of the advice is where no symbol has earned a weight.
function cautionOn(symbols: PageModel['symbols']): CautiousAdvice | undefined {
  const weights = symbols.flatMap(({ allocation }) =>
    allocation === null ? [] : [{ weight: allocation.suggested_weight, isProbe: allocation.probe === true }],
  );
  const advice = adviceOf(weights);
  return advice === 'hold' ? undefined : CAUTIOUS_ADVICE[advice];
}
