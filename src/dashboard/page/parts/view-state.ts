import type { PageModel } from '../../model/page-model';
import type { Explanation } from '../../model/explanation-model';

export type Direction = 'ascending' | 'descending';

export interface Sort {
  readonly column: string;
  readonly direction: Direction;
}

/** The explanation of one symbol, as far as it is there. */
export interface OpenSymbol {
  readonly symbol: string;
  readonly explanation: Explanation | 'loading' | 'none';
}

export type CurveUnit = 'r' | 'usd';

/** A grouping of a window; what is empty or not there stands for the first. */
export interface CutChoice {
  readonly name: string;
  readonly window: string;
}

/** How the reader looks at the page: all that an update of the numbers must leave as it is. */
export interface ViewState {
  /** By table. A table without one keeps the order of the model. */
  readonly sorts: Readonly<Record<string, Sort>>;
  /** Part of a symbol's name. */
  readonly filter: string;
  /** Tables that show all of their rows. */
  readonly full: readonly string[];
  /** Whose curve: a symbol, `fund`, or `best`. */
  readonly curve: string;
  readonly curveUnit: CurveUnit;
  readonly cut: CutChoice;
  readonly open: OpenSymbol | undefined;
  /** Another moment that the one shown is held against. */
  readonly compared: PageModel | undefined;
  readonly link: Link;
  /** Whether what lies below the first screen is drawn: after the first paint. */
  readonly isWhole: boolean;
}

/** Where the numbers come from: the server as they change, a server that does not answer, a report's own. */
export type Link = 'connecting' | 'live' | 'lost' | 'report';

export const FUND = '*fund';
export const BEST = '*best';

export type Act =
  | { readonly kind: 'sort'; readonly table: string; readonly column: string; readonly first: Direction }
  | { readonly kind: 'filter'; readonly text: string }
  | { readonly kind: 'full'; readonly table: string }
  | { readonly kind: 'curve'; readonly of: string }
  | { readonly kind: 'cut'; readonly cut: Partial<CutChoice> }
  | { readonly kind: 'unit'; readonly unit: CurveUnit }
  | { readonly kind: 'open'; readonly open: OpenSymbol | undefined }
  | { readonly kind: 'compare'; readonly with: PageModel | undefined }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'whole' };

export function firstView(link: Link): ViewState {
  return {
    sorts: {},
    filter: '',
    full: [],
    curve: FUND,
    curveUnit: 'usd',
    cut: { name: '', window: '' },
    open: undefined,
    compared: undefined,
    link,
    isWhole: false,
  };
}

/** The view after an act. A second sort by one column turns it round. */
export function afterAct(state: ViewState, act: Act): ViewState {
  switch (act.kind) {
    case 'sort': {
      const { table, column, first } = act;
      const was = state.sorts[table];
      const direction = was?.column === column ? opposite(was.direction) : first;
      return { ...state, sorts: { ...state.sorts, [table]: { column, direction } } };
    }
    case 'filter':
      return { ...state, filter: act.text };
    case 'full':
      return {
        ...state,
        full: state.full.includes(act.table)
          ? state.full.filter((table) => table !== act.table)
          : [...state.full, act.table],
      };
    case 'curve':
      return { ...state, curve: act.of };
    case 'unit':
      return { ...state, curveUnit: act.unit };
    case 'cut':
      return { ...state, cut: { ...state.cut, ...act.cut } };
    case 'open':
      return { ...state, open: act.open };
    case 'compare':
      return { ...state, compared: act.with };
    case 'link':
      return { ...state, link: act.link };
    case 'whole':
      return { ...state, isWhole: true };
    default:
      return act satisfies never;
  }
}

function opposite(direction: Direction): Direction {
  return direction === 'ascending' ? 'descending' : 'ascending';
}
