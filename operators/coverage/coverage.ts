import type { Close, Fill } from '../../src/model/event';
import { durationMs, primaryWindow, type Settings } from '../../src/model/fund/settings';
import type { Route } from '../../src/model/route';
import type { RiskSource, Trade } from '../../src/model/trade';
import { tradesIn } from '../../src/model/trades-in';
import { closeJoins, type CloseJoin } from './close-joins';
import { fieldShares, type FieldShare, type FieldTest } from './field-shares';
import {
  CLOSE_FIELDS,
  FILL_FIELDS,
  ROUTER_ROW_FIELDS,
  type CloseField,
  type FillField,
  type RouterRowField,
} from './row-fields';

export type PositionField = 'entry' | 'router_row' | 'notional' | 'r';

interface Covered<Field extends string> {
  readonly count: number;
  readonly fields: readonly FieldShare<Field>[];
}

/** What the rows of the horizon carry of all that the numbers are made of. */
export interface Coverage {
  readonly positions: Covered<PositionField> & {
    readonly symbols: number;
    readonly open: number;
    readonly inPrimaryWindow: number;
    /** The first and the last close; undefined without a position. */
    readonly first: number | undefined;
    readonly last: number | undefined;
    readonly riskSources: Readonly<Record<RiskSource, number>>;
    /** By whose attempt the router row was found. */
    readonly rowOf: Readonly<Record<Trade['regimeOf'], number>>;
  };
  /** The closes that these positions are made of. */
  readonly closes: Covered<CloseField | CloseJoin>;
  readonly fills: Covered<FillField>;
  readonly routerRows: Covered<RouterRowField> & { readonly filled: number };
}

const POSITION_FIELDS: readonly FieldTest<Trade, PositionField>[] = [
  ['entry', ({ entryUnknown }) => entryUnknown === 0],
  ['router_row', ({ route }) => route !== undefined],
  ['notional', ({ notionalUsd }) => notionalUsd !== undefined],
  ['r', ({ r }) => r !== undefined],
];

/** Counts over the joined trades, and the fills and router rows, of the horizon at asOf. */
export function coverageOf(
  rows: { readonly trades: readonly Trade[]; readonly fills: readonly Fill[]; readonly routes: readonly Route[] },
  settings: Settings,
  asOf: number,
): Coverage {
  const { trades, fills, routes } = rows;
  const closes: readonly Close[] = trades.flatMap(({ episode }) => episode.legs);
  const counted = <Word extends string>(word: Word, of: (trade: Trade) => Word): number =>
    trades.filter((trade) => of(trade) === word).length;
  const [riskSource, rowOf] = [(trade: Trade) => trade.riskSource, (trade: Trade) => trade.regimeOf];
  const times = closes.map(({ ts }) => ts).sort((a, b) => a - b);
  return {
    positions: {
      count: trades.length,
      symbols: new Set(trades.map(({ symbol }) => symbol)).size,
      open: trades.filter(({ open }) => open).length,
      inPrimaryWindow: tradesIn(trades, primaryWindow(settings), asOf).length,
      first: times[0],
      last: times.at(-1),
      riskSources: {
        recorded: counted('recorded', riskSource),
        stop: counted('stop', riskSource),
        fallback: counted('fallback', riskSource),
        none: counted('none', riskSource),
      },
      rowOf: { entry: counted('entry', rowOf), exit: counted('exit', rowOf), none: counted('none', rowOf) },
      fields: fieldShares(trades, POSITION_FIELDS),
    },
    closes: {
      count: closes.length,
      fields: [
        ...fieldShares(closes, CLOSE_FIELDS),
        ...fieldShares(closes, closeJoins(fills, routes, durationMs(settings.lateness))),
      ],
    },
    fills: { count: fills.length, fields: fieldShares(fills, FILL_FIELDS) },
    routerRows: {
      count: routes.length,
      filled: routes.filter(({ filled }) => filled).length,
      fields: fieldShares(routes, ROUTER_ROW_FIELDS),
    },
  };
}
