import type { Fingerprint } from './values/digest';

/** What the executor's router said of its policy in one row. */
export interface RouterPolicy {
  readonly makerFirst: boolean | undefined;
  /** 0 = maker only, 1 = taker only; read from a number, else from its label. */
  readonly bias: number | undefined;
  readonly offsetBps: number | undefined;
  /** The executor's own words, lower case. */
  readonly quality: string | undefined;
  readonly biasLabel: string | undefined;
}

/** One routed order attempt: a row of router metrics. Undefined = the writer did not say. */
export interface Route {
  readonly kind: 'route';
  readonly ts: number;
  readonly symbol: string;
  readonly id: string;
  /** The ids a close may name it by: attempt id and intent id. */
  readonly links: readonly string[];
  readonly makerStart: boolean | undefined;
  readonly makerFinal: boolean | undefined;
  readonly usedFallback: boolean | undefined;
  /** The order bought or sold something. */
  readonly filled: boolean;
  /** One slice of an order that is worked over time. */
  readonly twap: boolean;
  /** As written; positive is a cost. What counts of it is `fillSlippageBps`. */
  readonly slippageBps: number | undefined;
  /** As written; what counts of it is `ackOf`. */
  readonly ackMs: number | undefined;
  readonly feesUsd: number | undefined;
  /** Positive, else undefined. */
  readonly notionalUsd: number | undefined;
  /** The row reports a result, whatever it says. */
  readonly reported: boolean;
  /** Upper case. */
  readonly status: string | undefined;
  readonly retries: number | undefined;
  readonly cancelled: boolean | undefined;
  readonly policy: RouterPolicy | undefined;
  /** Where it was sent, as written. */
  readonly venue: string | undefined;
  readonly line: string;
  /** Its fingerprint (fingerprint.ts), where that is known already. */
  readonly print?: Fingerprint;
}

/** A symbol's entry in router_health.json. Rates are 0..1, latency in milliseconds. */
export interface RouterEntry {
  readonly makerFillRate: number | undefined;
  readonly fallbackRate: number | undefined;
  readonly slippageP50: number | undefined;
  readonly slippageP95: number | undefined;
  readonly ackP50Ms: number | undefined;
  readonly volatilityScale: number | undefined;
  readonly policy: RouterPolicy | undefined;
}

const BIAS_OF_LABEL: ReadonlyMap<string, number> = new Map([
  ['prefer_maker', 0.25],
  ['balanced', 0.5],
  ['prefer_taker', 0.75],
]);

/** The bias that a label stands for; any other label is balanced. */
export function biasOfLabel(label: string): number {
  return BIAS_OF_LABEL.get(label) ?? 0.5;
}

/** The label of a bias: ≤ 0.35 prefers maker, ≥ 0.65 prefers taker. */
export function labelOfBias(bias: number): string {
  return bias <= 0.35 ? 'prefer_maker' : bias >= 0.65 ? 'prefer_taker' : 'balanced';
}
