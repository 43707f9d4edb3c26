/** What goes into the oracle, and the records that its stages work on. A missing value is null. */

export interface OracleInput {
  readonly orders: readonly string[];
  readonly metrics: readonly string[];
  readonly snapshots: {
    readonly nav?: unknown;
    readonly navLog?: unknown;
    readonly risk?: unknown;
    readonly positions?: unknown;
    readonly routerHealth?: unknown;
  };
  readonly config: {
    readonly limits: unknown;
    readonly universe: unknown;
    readonly registry?: unknown;
    readonly strategies?: unknown;
  };
  readonly asOf: number;
  readonly windows?: readonly string[];
  readonly horizonMs?: number;
}

/** One router metric row. */
export interface Row {
  readonly ts: number;
  readonly symbol: string;
  readonly line: string;
  readonly attempt: string | null;
  readonly intent: string | null;
  readonly notional: number | null;
  readonly filled: boolean;
  /** Of a filled row only, and only what is plausible. */
  readonly feeBps: number | null;
  readonly slip: number | null;
  readonly implausible: boolean;
  readonly ack: number | null;
  readonly makerStart: boolean | null;
  readonly makerFinal: boolean | null;
  readonly fallback: boolean | null;
  readonly hasResult: boolean;
  /** In upper case. */
  readonly status: string | null;
  readonly clean: boolean;
  readonly policy: Policy;
  readonly quality: string | null;
  readonly venue: string | null;
}

/** What a row or a snapshot says about the executor's routing policy; null where it says nothing. */
export interface Policy {
  readonly makerFirst: boolean | null;
  readonly bias: number | string | null;
  readonly offset: number | null;
}

export type PositionSide = 'LONG' | 'SHORT' | 'BOTH';

export interface Ids {
  readonly order: string | null;
  readonly client: string | null;
  readonly attempt: string | null;
  readonly intent: string | null;
}

/** One telling of a close; after the tellings are settled, one leg. */
export interface Close {
  readonly line: string;
  readonly symbol: string;
  readonly side: PositionSide;
  readonly ids: Ids;
  readonly micros: number;
  readonly ts: number;
  /** The row's own time. */
  readonly toldTs: number;
  readonly before: number | null;
  readonly after: number | null;
  readonly qty: number | null;
  readonly tradeIds: string | null;
  readonly pnl: number | null;
  readonly fees: number | null;
  /** The fee is in something else than dollars. */
  readonly foreignFee: boolean;
  readonly funding: number | null;
  readonly risk: number | null;
  readonly notional: number | null;
  readonly strategy: string | null;
  readonly exitReason: string | null;
  readonly venue: string | null;
}

/** One row of a cumulative order. */
export interface Fill {
  readonly line: string;
  readonly symbol: string;
  readonly side: PositionSide;
  readonly ids: Ids;
  readonly ts: number;
  readonly firstTs: number;
  /** +1 buys, −1 sells. */
  readonly sign: number | null;
  readonly qty: number;
  readonly price: number | null;
  readonly fee: number | null;
  readonly foreignFee: boolean;
  readonly reduceOnly: boolean;
}

export interface Link {
  readonly attempt: string | null;
  readonly intent: string | null;
}

/** A position: opened and (partly) closed again. */
export interface Episode {
  readonly symbol: string;
  readonly side: PositionSide;
  readonly id: string;
  readonly ts: number;
  readonly entryTs: number | null;
  readonly lastTs: number;
  readonly legs: readonly Close[];
  /** 1 for long, −1 for short, 0 where no row says. */
  readonly sign: number;
  readonly open: boolean;
  readonly flags: readonly string[];
  readonly closedQty: number;
  readonly largest: number;
  readonly realized: number;
  readonly feesClose: number;
  readonly feesOpen: number;
  readonly feesOpenEstimated: number;
  readonly funding: number;
  readonly unknownQty: number;
  /** From lots and exit prices; null where they do not cover it. */
  readonly notional: number | null;
  readonly entryLinks: readonly Link[];
  readonly exitLinks: readonly Link[];
}

export type RiskSource = 'recorded' | 'stop' | 'fallback' | 'none';

export interface Trade {
  readonly ts: number;
  readonly symbol: string;
  readonly id: string;
  readonly strategy: string;
  readonly realized: number;
  readonly fees: number;
  readonly estimatedFees: number;
  readonly funding: number;
  readonly net: number;
  readonly notional: number | null;
  readonly risk: number | null;
  readonly r: number | null;
  readonly clipped: boolean;
  readonly riskSource: RiskSource;
  readonly row: Row | null;
  readonly rowOf: 'entry' | 'exit' | 'none';
  readonly holdMs: number | null;
  readonly legs: number;
  readonly closedQty: number;
  readonly unknownQty: number;
  readonly sign: number;
  readonly exitReason: string | null;
  readonly venue: string | null;
}
