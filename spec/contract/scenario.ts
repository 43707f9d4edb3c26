import { replayTexts, type Published } from './replayed';
import { pythonText } from './random/python-text';

/** A desk in a few words: closes and router rows of the last hours, configs and snapshots where they matter. */
export interface Scenario {
  readonly closes?: readonly object[];
  readonly rows?: readonly object[];
  readonly nav?: object;
  readonly universe?: readonly object[];
  readonly global?: object;
  readonly windows?: readonly string[];
  /** Files of the config directory as text, over those that the rest makes. */
  readonly config?: Readonly<Record<string, string>>;
}

export const AS_OF = Date.UTC(2026, 0, 20, 12);
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** Equity of 100 000 at its peak, just told. */
export const CALM = navAt(100_000);

/** nav.json of an account that was worth 100 000 at its peak. */
export function navAt(equity: number): object {
  return { updated_ts: AS_OF / 1000, equity, peak_equity: 100_000 };
}

export function listing(symbol: string, maxNav = 0.25): object {
  return { symbol, caps: { max_nav_pct: maxNav } };
}

/** Closes of 10 USD of risk each, the last of them an hour before asOf, each an hour after the one before. */
export function closesOf(symbol: string, rs: readonly number[], endHoursAgo = 1): readonly object[] {
  return rs.map((r, i) => ({
    event_type: 'order_close',
    symbol,
    ts: (AS_OF - (endHoursAgo + rs.length - 1 - i) * HOUR) / 1000,
    orderId: `${symbol}-${endHoursAgo}-${i}`,
    realizedPnlUsd: 10 * r,
    initial_risk_usd: 10,
  }));
}

export function repeat(count: number, ...rs: readonly number[]): readonly number[] {
  return Array.from({ length: count }, () => rs).flat();
}

/** `count` router rows of a symbol, a minute apart, all alike. */
export function rowsOf(symbol: string, count: number, row: object): readonly object[] {
  return Array.from({ length: count }, (_, i) => ({
    attempt_id: `${symbol}-row-${i}`,
    symbol,
    ts: AS_OF / 1000 - 60 * (i + 1),
    qty: { notional_usd: 1000 },
    ...row,
  }));
}

/** A row of a router that does well: a maker fill at 1 bps of fee, no slippage, 100 ms. */
export const GOOD_ROW = {
  maker_start: true,
  is_maker_final: true,
  used_fallback: false,
  fees_usd: 0.1,
  slippage_bps: 0,
  ack_latency_ms: 100,
  result: { status: 'FILLED', retries: 0, cancelled: false },
};

/** A row of one that does not: it falls back, slips by 30 bps, takes three seconds and tries twice. */
export const BAD_ROW = {
  maker_start: true,
  is_maker_final: false,
  used_fallback: true,
  fees_usd: 0.5,
  slippage_bps: 30,
  ack_latency_ms: 3000,
  result: { status: 'FILLED', retries: 2, cancelled: false },
};

export function textsOf(scenario: Scenario): Parameters<typeof replayTexts>[0] {
  const { closes = [], rows = [], nav = CALM, universe = [listing('AUSDT'), listing('BUSDT')] } = scenario;
  return {
    logs: { orders: closes.map(pythonText), metrics: rows.map(pythonText) },
    state: { 'nav.json': pythonText(nav) },
    config: {
      'execution_intel.json': JSON.stringify({ windows: scenario.windows ?? ['7d', '24h'] }),
      'risk_limits.json': JSON.stringify({ global: scenario.global ?? {}, nav_freshness_seconds: 3600 }),
      'pairs_universe.json': JSON.stringify({ universe }),
      ...scenario.config,
    },
  };
}

/** The four files of a scenario at AS_OF. */
export function deskAt(scenario: Scenario): Promise<Published> {
  return replayTexts(textsOf(scenario), { asOf: AS_OF, now: AS_OF });
}

/** The row of a symbol, which must be there. */
export function rowOf<T extends { readonly symbol: string }>(rows: readonly T[], symbol: string): T {
  const row = rows.find((candidate) => candidate.symbol === symbol);
  if (row === undefined) throw new Error(`no row of ${symbol}`);
  return row;
}

/** The group of a key, which must be there. */
export function groupOf<T>(groups: Readonly<Record<string, T>>, key: string): T {
  const group = Object.hasOwn(groups, key) ? groups[key] : undefined;
  if (group === undefined) throw new Error(`no group ${key}`);
  return group;
}
