/** What goes into the oracle, and the two kinds of record every stage works on. */

export interface OracleInput {
  readonly orders: readonly string[];
  readonly metrics: readonly string[];
  readonly snapshots: {
    readonly nav?: unknown;
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

/** One router metric row. A missing value is null. */
export interface Row {
  readonly ts: number;
  readonly symbol: string;
  readonly line: string;
  readonly attempt: string | null;
  readonly intent: string | null;
  readonly notional: number | null;
  readonly feeBps: number | null;
  readonly slip: number | null;
  readonly ack: number | null;
  readonly makerStart: boolean | null;
  readonly makerFinal: boolean | null;
  readonly fallback: boolean | null;
  readonly hasResult: boolean;
  readonly status: string | null;
  readonly clean: boolean;
  readonly policy: Policy;
  readonly quality: string | null;
}

/** What a row or a snapshot says about the executor's routing policy; null where it says nothing. */
export interface Policy {
  readonly makerFirst: boolean | null;
  readonly bias: number | string | null;
  readonly offset: number | null;
}

export type RiskSource = 'recorded' | 'stop' | 'fallback' | 'none';

export interface Trade {
  readonly ts: number;
  readonly symbol: string;
  readonly id: string;
  readonly strategy: string;
  readonly realized: number;
  readonly fees: number;
  readonly funding: number;
  readonly net: number;
  readonly notional: number | null;
  readonly r: number | null;
  readonly clipped: boolean;
  readonly riskSource: RiskSource;
  readonly row: Row | null;
}
