import { fromNano, toNano } from '../../src/model/math/fixed';
import { labelOfBias } from '../../src/model/route';
import type { BiasTerms } from './policy-terms';

// The bounds of the labels, and the nearest number beyond each, in 1e-9.
const EDGES = [0.35, 0.65].flatMap((edge) => [toNano(edge) - 1, toNano(edge), toNano(edge) + 1]);

/**
 * The least step of the bias with which the same evidence would change its label; null where no number within the bounds
 * has another label, or nothing moves.
 */
export function stepToNextLabel({
  current,
  proposed,
  step_share,
  low,
  high,
}: Pick<BiasTerms, 'current' | 'proposed' | 'step_share' | 'low' | 'high'>): number | null {
  const direction = Math.sign(proposed - current);
  if (direction === 0 || step_share === 0) return null;
  const from = toNano(current);
  const label = labelOfBias(current);
  const moves = EDGES.filter((edge) => edge >= toNano(low) && edge <= toNano(high))
    .filter((edge) => labelOfBias(fromNano(edge)) !== label)
    .map((edge) => (edge - from) * direction)
    .filter((move) => move > 0);
  return moves.length === 0 ? null : fromNano(Math.ceil(Math.min(...moves) / step_share));
}
