import { parseWindow } from '../model/values/window';
import type { PageModel } from './model/page-model';
import { childAt, textAt } from './model/json-fields';
import { documentOf, type StateDocuments } from './model/state-documents';

// A desk has a handful.
const MOST_NAMED = 20;

/** Which window an answer is of, or why none can be. */
export type AskedWindow = { readonly window: string | null } | { readonly refused: string };

/** The window of an answer: the primary one where none is asked for. `windows`: those that can be given. */
export function askedWindow(
  query: URLSearchParams,
  { header }: Pick<PageModel, 'header'>,
  windows: readonly string[],
): AskedWindow {
  const primary = header.window;
  const asked = query.get('window');
  if (asked === null) return { window: primary };
  if (asked === primary || windows.includes(asked)) return { window: asked };
  const known = [...new Set([...(primary === null ? [] : [primary]), ...windows])].slice(0, MOST_NAMED);
  if (known.length === 0) return { refused: 'No state file names a window yet: leave window out.' };
  return { refused: `window must be ${known.length === 1 ? '' : 'one of '}${known.join(', ')}.` };
}

/** The windows that the expectancy file holds the groups of. What is no window's name is left out. */
export function windowsIn(state: StateDocuments): readonly string[] {
  const windows = childAt(documentOf(state, 'expectancy'), 'windows') ?? {};
  return Object.keys(windows).filter(
    (name) => parseWindow(name) !== undefined && childAt(windows, name) !== undefined,
  );
}

/**
 * The documents with this window in the place of the primary one. Scores and weights are of the primary one alone: of
 * another window there are none.
 */
export function inWindow(state: StateDocuments, window: string | null): StateDocuments {
  const expectancy = documentOf(state, 'expectancy') ?? {};
  if (window === null || window === textAt(expectancy, 'window')) return state;
  const groups = childAt(childAt(expectancy, 'windows'), window);
  return groups === undefined ? state : { expectancy: { ...expectancy, ...groups, window } };
}
