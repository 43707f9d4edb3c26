import { joinAttempts } from '../../operators/join/join-attempts';
import type { WholeJoin } from '../../operators/join/known-join';
import { NOTHING_COUNTED } from '../../operators/ticks/counts';
import type { TickedEvent } from '../../operators/ticks/tick-every';
import { byPlace } from '../../operators/core/timeline';
import { routeFingerprint } from '../../src/model/fingerprint';
import type { Desk } from '../../src/model/fund/desk';
import { withAllTime } from '../../src/model/fund/settings';
import type { Route } from '../../src/model/route';
import type { Trade } from '../../src/model/trade';
import { MultisetDigest } from '../../src/model/values/digest';
import type { History } from './history';

/** What the whole history came to, with all that is known at its end. */
export interface Outcomes extends WholeJoin {
  /** In order of (ts, symbol, id). */
  readonly trades: readonly Trade[];
  /** In order of (ts, symbol, id). */
  readonly routes: readonly Route[];
  /** Fingerprint of all rows; their order has no part in it. */
  readonly digest: string;
  readonly warnings: readonly string[];
}

/** The positions of all rows, as they were known in the end. */
export function outcomesOf({ events, lastTs }: History, desk: Desk): Outcomes {
  const whole = { ...desk, settings: withAllTime(desk.settings) };
  const rows: TickedEvent[] = events.filter(
    ({ kind }) => kind === 'close' || kind === 'fill' || kind === 'route',
  );
  if (rows.length > 0) rows.push({ kind: 'tick', asOf: lastTs, counts: NOTHING_COUNTED });
  const join = joinAttempts(whole);
  const state = join.init();
  const trades: Trade[] = [];
  const routes = new Set<Route>();
  const digest = new MultisetDigest();
  let closes = '';
  const warnings = new Set<string>();
  for (const change of join.step(state, rows).flat()) {
    if (change.kind === 'trade') trades.push(change.trade);
    else if (change.kind === 'routed') routes.add(change.route);
    else if (change.kind === 'unrouted') routes.delete(change.route);
    else if (change.kind === 'rows') {
      closes = change.digest;
      for (const code of change.warnings) warnings.add(code);
    }
  }
  for (const route of routes) digest.add(route.print ?? routeFingerprint(route));
  return {
    trades: trades.sort(byPlace),
    stretches: state.books.stretches,
    routes: [...routes].sort(byPlace),
    digest: `${closes}.${digest.text()}`,
    warnings: [...warnings],
  };
}
