import type { WarningCode } from '../../src/model/warnings';
import type { ExpectancyView } from './measure-expectancy';
import { pooledGroupings } from './pooled-groups';

// Above this share of clipped gains, mean R says too little of them.
const MOST_CLIPPED = 0.1;

/** What a reader of the windows must know before he believes them. */
export function expectancyWarnings({
  primary,
  windows,
}: Pick<ExpectancyView, 'primary' | 'windows'>): readonly WarningCode[] {
  const groups = Object.values(primary.symbols);
  const clipped = groups.reduce((sum, group) => sum + group.clipped, 0);
  const known = groups.reduce((sum, group) => sum + group.known_r, 0);
  const isPooled = Object.values(windows).some((view) => pooledGroupings(view).size > 0);
  return [
    ...(clipped > MOST_CLIPPED * known ? (['many_clipped'] as const) : []),
    ...(isPooled ? (['too_many_groups'] as const) : []),
  ];
}
