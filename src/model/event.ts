import type { Fingerprint } from './values/digest';
import type { Route, RouterEntry } from './route';

/** The position that a row is about: with BOTH a symbol has one, of either sign. */
export type PositionSide = 'LONG' | 'SHORT' | 'BOTH';

/** The ids by which a row names its order and the attempt that placed it. Undefined = the writer did not say. */
export interface OrderIds {
  readonly orderId: string | undefined;
  readonly clientOrderId: string | undefined;
  readonly attemptId: string | undefined;
  readonly intentId: string | undefined;
}

/** A row that tells of a position closed, in whole or in part. Undefined = the writer did not say. USD throughout. */
export interface Close extends OrderIds {
  readonly kind: 'close';
  /** `ts_close`, else `ts`. */
  readonly ts: number;
  readonly symbol: string;
  /** Two rows with the same ts, symbol and id have the same bytes. */
  readonly id: string;
  /** `order`: an order event. `metric`: a position_close row of the router's log. */
  readonly origin: 'order' | 'metric';
  /** `ts` in microseconds, which belongs to the identity of a close. */
  readonly closeMicros: number;
  /** The row's own `ts` (none: `ts_close`): the order in which tellings of one close are taken. */
  readonly toldTs: number;
  readonly positionSide: PositionSide;
  /** Signed sizes of the position before and after. */
  readonly sizeBefore: number | undefined;
  readonly sizeAfter: number | undefined;
  /** As written; a negative one (a cancel or rebook) is no quantity. */
  readonly closedQty: number | undefined;
  /** Sorted and joined; undefined for none. */
  readonly tradeIds: string | undefined;
  readonly realizedUsd: number | undefined;
  /** Undefined also where the fee is in another asset than dollars. */
  readonly feesUsd: number | undefined;
  /** A fee is stated, in another asset than dollars. */
  readonly feesInOtherAsset: boolean;
  readonly fundingUsd: number | undefined;
  readonly riskUsd: number | undefined;
  readonly notionalUsd: number | undefined;
  readonly strategy: string | undefined;
  /** Why it was closed, as written. */
  readonly exitReason: string | undefined;
  /** Where it was closed, as written. */
  readonly venue: string | undefined;
  /** The line's bytes, one char a byte: between rows that are alike the greater line wins. */
  readonly line: string;
  /** Its fingerprint (fingerprint.ts), where that is known already. */
  readonly print?: Fingerprint;
}

/** A row that tells what an order has filled so far: of one order the row with the largest quantity counts. */
export interface Fill extends OrderIds {
  readonly kind: 'fill';
  /** `ts_fill_last`, else `ts`. */
  readonly ts: number;
  /** `ts_fill_first`, else `ts`. */
  readonly firstTs: number;
  readonly symbol: string;
  /** Two rows with the same ts, symbol and id have the same bytes. */
  readonly id: string;
  readonly positionSide: PositionSide;
  readonly side: 'BUY' | 'SELL' | undefined;
  /** Filled so far; positive, else undefined. */
  readonly qty: number | undefined;
  /** Mean price so far; positive, else undefined. */
  readonly price: number | undefined;
  /** Fee so far. Undefined also where it is in another asset than dollars. */
  readonly feeUsd: number | undefined;
  /** A fee is stated, in another asset than dollars. */
  readonly feesInOtherAsset: boolean;
  readonly reduceOnly: boolean;
  /** The line's bytes, one char a byte. */
  readonly line: string;
  /** Its fingerprint (fingerprint.ts), where that is known already. */
  readonly print?: Fingerprint;
}

/** The account's equity at a moment: nav.json's own numbers, or one point of its series or of nav_log.json. */
export interface EquityEvent {
  readonly kind: 'equity';
  readonly ts: number;
  readonly origin: 'series' | 'snapshot';
  /** As written: the executor writes 0 where it could not fetch it. */
  readonly equityUsd: number | undefined;
  /** The file stated an equity that is not a finite number: the last known one no longer counts. */
  readonly unreadable: boolean;
  readonly peakUsd: number | undefined;
  /** Percent: 6 is 6 %. */
  readonly drawdownPct: number | undefined;
}

/** A symbol's row in risk_snapshot.json. */
export interface RiskEntry {
  readonly drawdownTodayPct: number | undefined;
  readonly volRegime: string | undefined;
}

/** A whole-file snapshot. The latest one counts; between two of one ts the greater text. */
export interface RiskSnapshot {
  readonly kind: 'risk';
  readonly ts: number;
  readonly text: string;
  readonly portfolioDrawdownPct: number | undefined;
  /** The executor's own risk mode, as written. */
  readonly mode: string | undefined;
  readonly symbols: ReadonlyMap<string, RiskEntry>;
}

export interface PositionsSnapshot {
  readonly kind: 'positions';
  readonly ts: number;
  readonly text: string;
  /** At least one row says how large a position is. */
  readonly usable: boolean;
  /** Σ |exposure| in USD of each symbol that has a row; undefined where one of its rows does not say. */
  readonly exposureUsd: ReadonlyMap<string, number | undefined>;
}

export interface RouterSnapshot {
  readonly kind: 'router';
  readonly ts: number;
  readonly text: string;
  readonly symbols: ReadonlyMap<string, RouterEntry>;
}

/** A defect of the input that readers of the output must know of; published while inside the horizon, unless lifted. */
export interface Caution {
  readonly kind: 'caution';
  readonly ts: number;
  readonly code: string;
  /** True when input is known to be missing from the windows. */
  readonly incomplete: boolean;
  /** It no longer holds: takes back all cautions of its code that came before it, whatever their ts and its own. */
  readonly lifted?: true;
}

export type Snapshot = RiskSnapshot | PositionsSnapshot | RouterSnapshot;
export type MarketEvent = Close | Fill | Route | EquityEvent | Snapshot | Caution;

/** The ts of an event that belongs to the last moment of a replay, which is not known yet. */
export const AT_END = Infinity;

/** The result of one read of one source. How a source's rows are cut into batches changes nothing. */
export interface Batch {
  readonly source: string;
  readonly events: readonly MarketEvent[];
  /** The ts of the first row read, also of one that makes no event; Infinity for none. */
  readonly first: number;
  /** The largest ts of any row read, likewise; −Infinity for none. */
  readonly latest: number;
  /** The source is at its end: nothing follows. */
  readonly ended: boolean;
  /** No row of this source with ts < this will follow, unless late. Absent: `latest` less the lateness. */
  readonly watermark?: number;
  /** The events had not arrived at this moment: no tick up to it may include them, whatever their ts. */
  readonly visibleAfter?: number;
  /** How many of the events are older than their source's watermark. Absent: judged batch by batch. */
  readonly late?: number;
  /**
   * From when on late events count: no tick before the watermark that they missed may include them. So it does not matter
   * how far the other sources were read by then. Absent, or an event not in it: from its own ts on.
   */
  readonly lateFrom?: ReadonlyMap<MarketEvent, number>;
  /**
   * When each of the events was written at the earliest: a row is no older than the rows before it in its log. Only where it
   * was asked for.
   */
  readonly received?: readonly number[];
}

/** The later of two snapshots of one kind; of two of one ts the greater text. */
export function newerSnapshot<T extends Snapshot>(known: T | undefined, other: T): T {
  if (known === undefined || other.ts > known.ts) return other;
  return other.ts === known.ts && other.text > known.text ? other : known;
}

/** The latest time that a row tells of: of a close its own `ts`, unless that is after `latestTs`. */
export function reachOf(
  row: { readonly ts: number; readonly toldTs?: number | undefined },
  latestTs: number,
): number {
  const { ts, toldTs = ts } = row;
  return toldTs > ts && toldTs <= latestTs ? toldTs : ts;
}

/** Whether an event lies inside the horizon at asOf. */
export function isWithin(
  event: { readonly ts: number } | undefined,
  asOf: number,
  horizonMs: number,
): boolean {
  return event !== undefined && event.ts <= asOf && event.ts > asOf - horizonMs;
}
