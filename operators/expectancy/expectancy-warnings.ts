import { horizonMs, primaryWindow, windowsOf, type Settings } from '../../src/model/fund/settings';
import type { Window } from '../../src/model/values/window';
import type { WarningCode } from '../../src/model/warnings';
import type { ExpectancyView } from './measure-expectancy';
import { pooledGroupings } from './pooled-groups';

// Above this share of clipped gains, mean R says too little of them.
const MOST_CLIPPED = 0.1;

type Windows = Pick<ExpectancyView, 'primary' | 'windows'>;

/** What a reader of the primary window must know before he believes it. */
export function primaryWarnings(view: Windows, settings: Settings): readonly WarningCode[] {
  return warningsOf(view, [primaryWindow(settings)], settings);
}

/** The same of a reader of every window. */
export function expectancyWarnings(view: Windows, settings: Settings): readonly WarningCode[] {
  return warningsOf(view, windowsOf(settings), settings);
}

function warningsOf(
  { primary, windows }: Windows,
  read: readonly Window[],
  settings: Settings,
): readonly WarningCode[] {
  const groups = Object.values(primary.symbols);
  const clipped = groups.reduce((sum, group) => sum + group.clipped, 0);
  const known = groups.reduce((sum, group) => sum + group.known_r, 0);
  const isPooled = Object.values(windows).some((view) => pooledGroupings(view).size > 0);
  const isShort =
    Number.isFinite(horizonMs(settings)) &&
    read.some((window) => window.kind === 'last' && windows[window.name]?.sample_count !== window.trades);
  return [
    ...(isShort ? (['last_n_short'] as const) : []),
    ...(clipped > MOST_CLIPPED * known ? (['many_clipped'] as const) : []),
    ...(isPooled ? (['too_many_groups'] as const) : []),
  ];
}
