import type { PhiTerms, WeightBinding, WeightTerms } from '../weights/allocation-terms';
import type { BindingWords } from './binding-words';
import { digits, percentText } from './digits';

/** What a weight held against the minimum order means for a person, by its binding. */
const ORDER_WORDS: ReadonlyMap<WeightBinding, BindingWords> = new Map<WeightBinding, BindingWords>([
  [
    'raised_to_min_notional',
    {
      line: (_, weight) =>
        `Weight ${percentText(weight.weight ?? 0)}: raised from ${askedOf(weight)} to ${orderOf(weight)}.`,
      remedy: (phi, weight) =>
        `more weight of its own than ${percentText(weight.min_weight ?? 0)}: a higher score${isSmall(phi) ? ' or a longer record' : ''}`,
    },
  ],
  [
    'cannot_probe',
    {
      line: (_, weight) => `Weight 0: ${orderOf(weight)} is more than ${hurdleOf(weight)}.`,
      remedy: (phi, weight) =>
        `a cap that holds ${orderOf(weight)}, more equity${isSmall(phi) ? ', or a longer record' : ''}`,
    },
  ],
  [
    'below_min_notional',
    {
      line: (_, weight) => `Weight 0: ${orderOf(weight)} is more than ${hurdleOf(weight)}.`,
      remedy: (_, weight) =>
        `more weight of its own than ${percentText(weight.min_weight ?? 0)}, or more equity`,
    },
  ],
  [
    'equity_unknown',
    {
      line: (_, weight) =>
        weight.weight === null
          ? 'Weight unknown: the account’s equity is unknown.'
          : `Weight ${percentText(weight.weight)}: its size in USD is unknown, as the account’s equity is.`,
      remedy: () => 'a known equity in nav.json',
    },
  ],
]);

/** Undefined where the minimum order and the equity do not bind. */
export function orderWords({ binding }: WeightTerms): BindingWords | undefined {
  return ORDER_WORDS.get(binding);
}

function orderOf({ min_notional_usd, min_weight }: WeightTerms): string {
  return `the minimum order of ${digits(min_notional_usd ?? 0, 2)} USD (${percentText(min_weight ?? 0)} of equity)`;
}

function askedOf({ by_mode, by_budget, reserved }: WeightTerms): string {
  return percentText(reserved ? by_mode : Math.min(by_mode, by_budget));
}

// What the minimum order does not fit in.
function hurdleOf(weight: WeightTerms): string {
  const { min_weight, trade_cap, reserved, room, mode, rank, rights } = weight;
  if (trade_cap !== null && trade_cap < (min_weight ?? 0))
    return `one order may be (${percentText(trade_cap)})`;
  if (reserved) return `it may hold in ${mode} mode (${percentText(room)})`;
  const first = rank === null ? '' : `; the ${rights ?? 0} that it may be raised for have shorter records`;
  return `the ${askedOf(weight)} it would get${first}`;
}

function isSmall(phi: PhiTerms): boolean {
  return phi.known_r < phi.trusted_trades;
}
