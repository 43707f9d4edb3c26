import fc from 'fast-check';
import type { Policy } from '../../../operators/router/current-policy';
import { routerOf } from '../../../operators/router/measure-router';
import type { PolicySuggestion } from '../../../operators/suggest/suggestions-file';
import { suggestPolicy } from '../../../operators/suggest/suggest-policy';
import type { Desk } from '../../../src/model/fund/desk';
import type { RiskMode } from '../../../src/model/fund/risk-mode';
import type { Route } from '../../../src/model/route';
import { deskOf, route } from '../made';

/** A run of like rows: how they started, what they cost, how they ended. */
export interface Rows {
  readonly symbol?: string;
  readonly n: number;
  readonly makerStart: boolean;
  readonly slippageBps: number | undefined;
  readonly feeBps: number;
  /** Every so many rows the slippage is one bps off, so that costs vary. */
  readonly wobble?: number;
  readonly status: string;
  readonly makerFinal: boolean | undefined;
  readonly usedFallback: boolean;
  readonly ackMs: number;
}

const rows: fc.Arbitrary<Rows> = fc.record({
  symbol: fc.constantFrom('BTCUSDT', 'BTCUSDT', 'ETHUSDT'),
  n: fc.oneof(fc.integer({ min: 0, max: 45 }), fc.constantFrom(19, 20, 21)),
  makerStart: fc.boolean(),
  slippageBps: fc.option(fc.double({ min: -5, max: 30, noNaN: true }), { nil: undefined, freq: 6 }),
  feeBps: fc.double({ min: -1, max: 6, noNaN: true }),
  wobble: fc.integer({ min: 1, max: 5 }),
  status: fc.constantFrom('FILLED', 'FILLED', 'FILLED', 'EXPIRED'),
  makerFinal: fc.option(fc.boolean(), { nil: undefined, freq: 4 }),
  usedFallback: fc.boolean(),
  ackMs: fc.constantFrom(100, 900, 2600),
});
export const evidence = fc.array(rows, { minLength: 1, maxLength: 6 });

const decimal = (min: number, max: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 1000, max: max * 1000 }).map((n) => n / 1000);
export const policy = fc.record({
  maker_first: fc.boolean(),
  taker_bias: fc.oneof(decimal(0, 1), fc.constantFrom(0, 0.25, 0.5, 0.75, 1, -0.2, 1.4)),
  offset_bps: fc.oneof(decimal(0, 10), fc.constantFrom(0, 0.5, 2, 8, 12)),
});
export type Current = Pick<Policy, 'maker_first' | 'taker_bias' | 'offset_bps'>;

export const bounds = fc
  .record({
    biases: fc.tuple(decimal(0, 1), decimal(0, 1)),
    offsets: fc.tuple(decimal(0, 10), decimal(0, 10)),
    steps: fc.tuple(fc.constantFrom(0, 0.05, 0.333, 1), fc.constantFrom(0, 1, 0.7, 4)),
  })
  .map(({ biases, offsets, steps }) => ({
    min_bias: Math.min(...biases),
    max_bias: Math.max(...biases),
    max_bias_step: steps[0],
    min_offset_bps: Math.min(...offsets),
    max_offset_bps: Math.max(...offsets),
    max_offset_step_bps: steps[1],
  }));

/** Rows as routes, one a moment; the last row of BTCUSDT tells the current policy. */
export function routesOf(groups: readonly Rows[], current?: Current): readonly Route[] {
  const all = groups.flatMap((group) =>
    Array.from({ length: group.n }, (_, i) => ({
      symbol: group.symbol ?? 'BTCUSDT',
      makerStart: group.makerStart,
      makerFinal: group.makerFinal,
      usedFallback: group.usedFallback,
      slippageBps:
        group.slippageBps === undefined ? undefined : group.slippageBps + (i % (group.wobble ?? 2)),
      ackMs: group.ackMs,
      feesUsd: group.feeBps,
      notionalUsd: 1e4,
      status: group.status,
    })),
  );
  const made = all.map((over, i) => route(`r${i}`, { ts: i + 1, ...over }));
  if (current === undefined) return made;
  const said = {
    makerFirst: current.maker_first,
    bias: current.taker_bias,
    offsetBps: current.offset_bps,
    quality: undefined,
    biasLabel: undefined,
  };
  return [...made, route('policy', { ts: all.length + 1, policy: said })];
}

export function suggestionFor(
  groups: readonly Rows[],
  current: Current | undefined,
  riskMode: RiskMode = 'normal',
  desk: Desk = deskOf(),
): PolicySuggestion {
  const routes = routesOf(groups, current);
  const view = routerOf(routes, undefined, desk.settings, routes.length + 1);
  const own = view.symbols.get('BTCUSDT');
  if (own === undefined) throw new Error('no row of BTCUSDT');
  return suggestPolicy('BTCUSDT', own, view.pooled, riskMode, desk);
}

export const deskWith = (autotune: object): Desk => deskOf({ limits: { router_autotune_v6: autotune } });

/** Sixty cheap fills on one side, sixty dear ones on the other. */
export function costs(makerBps: number, takerBps: number, over: Partial<Rows> = {}): readonly Rows[] {
  const side = (makerStart: boolean, slippageBps: number): Rows => ({
    n: 60,
    makerStart,
    slippageBps,
    feeBps: 0,
    status: 'FILLED',
    makerFinal: makerStart ? true : undefined,
    usedFallback: false,
    ackMs: 100,
    ...over,
  });
  return [side(true, makerBps), side(false, takerBps)];
}

/** Maker first, balanced, two basis points. */
export const current: Current = { maker_first: true, taker_bias: 0.5, offset_bps: 2 };
/** The policy proposed on these rows. */
export const proposed = (
  groups: readonly Rows[],
  policy = current,
  ...rest: [mode?: 'defensive', desk?: Desk]
) => suggestionFor(groups, policy, rest[0] ?? 'normal', rest[1]).proposed_policy;

/** Maker orders, of which so many filled as maker. Their slippage is unknown, so that costs say nothing. */
export const makers = (n: number, filled: number): readonly Rows[] => {
  const some = {
    makerStart: true,
    slippageBps: undefined,
    feeBps: 0,
    status: 'FILLED',
    usedFallback: false,
    ackMs: 100,
  };
  return [
    { ...some, n: filled, makerFinal: true },
    { ...some, n: n - filled, makerFinal: false },
  ];
};
