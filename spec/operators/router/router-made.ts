import type { RouterSnapshot } from '../../../src/model/event';
import type { RouterEntry } from '../../../src/model/route';
import { routerOf } from '../../../operators/router/measure-router';
import { DEFAULTS } from '../made';
import { routesOf, type Rows } from '../suggest/policy-made';

/** Twenty rows of a router in the best of health. */
export const fine: Rows = {
  n: 20,
  makerStart: true,
  slippageBps: 1,
  feeBps: 2,
  wobble: 1,
  status: 'FILLED',
  makerFinal: true,
  usedFallback: false,
  ackMs: 100,
};
export const routerOfRows = (groups: readonly Rows[], entry?: Partial<RouterEntry>) => {
  const routes = routesOf(groups);
  const view = routerOf(routes, entry && snapshot(entry), DEFAULTS, routes.length);
  return view.symbols.get('BTCUSDT');
};
/** router_health.json with one entry. */
export const snapshot = (entry: Partial<RouterEntry>): RouterSnapshot => ({
  kind: 'router',
  ts: 0,
  text: '',
  symbols: new Map([
    [
      'BTCUSDT',
      {
        makerFillRate: undefined,
        fallbackRate: undefined,
        slippageP50: undefined,
        slippageP95: undefined,
        ackP50Ms: undefined,
        volatilityScale: undefined,
        policy: undefined,
        ...entry,
      },
    ],
  ]),
});
/** Quality and regime. */
export const classOf = (...groups: readonly Rows[]) => {
  const router = routerOfRows(groups);
  return [router?.quality, router?.regime];
};
