import { adviceOf, CAUTIOUS_ADVICE, type CautiousAdvice } from '../../../model/fund/advice';
import type { PageModel } from '../../model/page-model';
import { symbolButton } from '../parts/cells';
import { weightMoves, type WeightMove } from '../parts/findings';
import { formatPercent } from '../parts/format';
import { h, type Child, type Element } from '../parts/node';
import { tile } from './tile';

const SHOWN = 4;

/** The advice in a word, the weights together, and the largest moves of weight. */
export function suggestedTile(model: PageModel): Element {
  const { header, symbols } = model;
  const moves = weightMoves(symbols);
  const routed = symbols.filter(({ policy }) => policy?.changes === true).length;
  const isHeldKnown = symbols.some(({ allocation }) => (allocation?.current_weight ?? null) !== null);
  const share = h('b', { id: 'total-weight' }, formatPercent(header.total_weight));
  const rest = ` of NAV, ${formatPercent(header.cash_weight)} cash; mode allows ${formatPercent(header.budget)}`;
  const caution = header.total_weight === null ? undefined : cautionOn(symbols);
  return tile(
    'suggested',
    'Suggested',
    header.total_weight === null
      ? 'Nothing'
      : caution === undefined
        ? [share, h('small', {}, rest)]
        : [h('span', { 'aria-hidden': 'true' }, '▲ '), caution.word],
    caution === undefined ? 'plain' : 'check',
    caution !== undefined && [`${caution.why}: `, share, rest],
    moves.length === 0
      ? isHeldKnown
        ? 'no change of weight'
        : 'what is held now is not known'
      : h('span', { class: 'moves' }, moves.slice(0, SHOWN).map(moveText)),
    [
      moves.length > SHOWN && `${moves.length - SHOWN} more · `,
      `router changes: ${routed === 0 ? 'none' : `${routed} of ${symbols.length} symbols`}`,
    ],
  );
}

// What the word of the advice is where no symbol has earned a weight.
function cautionOn(symbols: PageModel['symbols']): CautiousAdvice | undefined {
  const weights = symbols.flatMap(({ allocation }) =>
    allocation === null ? [] : [{ weight: allocation.suggested_weight, isProbe: allocation.probe === true }],
  );
  const advice = adviceOf(weights);
  return advice === 'hold' ? undefined : CAUTIOUS_ADVICE[advice];
}

function moveText({ symbol, now, next }: WeightMove): Child {
  const sign = now === null ? '' : next > now ? '▲ ' : '▼ ';
  return h(
    'span',
    { class: 'move' },
    h('span', { 'aria-hidden': 'true' }, sign),
    symbolButton(symbol),
    ` ${formatPercent(now)} → `,
    h('b', {}, formatPercent(next)),
  );
}
