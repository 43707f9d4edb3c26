import type { WarningCode } from '../../src/model/warnings';
import type { ExpectancyView } from './measure-expectancy';

// Above this share of clipped gains, mean R says too little of them.
const MOST_CLIPPED = 0.1;

/** What a reader of the primary window must know before he believes it. */
export function expectancyWarnings({ primary }: Pick<ExpectancyView, 'primary'>): readonly WarningCode[] {
  const groups = Object.values(primary.symbols);
  const clipped = groups.reduce((sum, group) => sum + group.clipped, 0);
  const known = groups.reduce((sum, group) => sum + group.known_r, 0);
  return clipped > MOST_CLIPPED * known ? ['many_clipped'] : [];
}
