import {
  newerSnapshot,
  isWithin,
  type EquityEvent,
  type PositionsSnapshot,
  type RiskSnapshot,
} from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import { horizonMs } from '../../src/model/fund/settings';
import type { FromSchema } from '../../src/model/schemas/from-schema';
import type { WarningCode } from '../../src/model/warnings';
import type { Fold } from '../core/fold';
import type { JoinedChange } from '../join/join-attempts';
import { Timeline } from '../core/timeline';
import { accountOf } from './account-of';
import type { account } from './account-schema';

/** The account at asOf: the equity and risk that the allocator uses. Published with the scores. */
export type AccountView = FromSchema<typeof account>;

export interface AccountState {
  readonly equity: Timeline<EquityEvent & { readonly symbol: string; readonly id: string }>;
  /** How many trades and router rows name each symbol. */
  readonly logged: Map<string, number>;
  risk: RiskSnapshot | undefined;
  positions: PositionsSnapshot | undefined;
  last:
    | {
        readonly risk: RiskSnapshot | undefined;
        readonly measures: AccountMeasures;
        /** What they say, as text. */
        readonly text: string;
      }
    | undefined;
}

/** What the measures of an account leave for the scores: the risk snapshot's volatility regimes. */
export interface AccountMeasures {
  readonly account: AccountView;
  readonly volRegimes: ReadonlyMap<string, string>;
  readonly warnings: readonly WarningCode[];
}

/**
 * Equity, drawdown, risk mode and position weights, from what nav and the risk and position snapshots said. What did not
 * change is the same object again.
 */
export function measureAccount(desk: Desk): Fold<JoinedChange, AccountState, AccountMeasures> {
  const horizon = horizonMs(desk.settings);
  return {
    init: () => ({
      equity: new Timeline(),
      logged: new Map(),
      risk: undefined,
      positions: undefined,
      last: undefined,
    }),
    step(state, change) {
      switch (change.kind) {
        case 'equity':
          state.equity.put({ ...change, symbol: '', id: placeOf(change) });
          state.equity.evict(change.ts - horizon);
          break;
        case 'risk':
          state.risk = newerSnapshot(state.risk, change);
          break;
        case 'positions':
          state.positions = newerSnapshot(state.positions, change);
          break;
        case 'trade':
          if (change.before !== undefined) count(state.logged, change.before.symbol, -1);
          count(state.logged, change.trade.symbol, 1);
          break;
        case 'untrade':
          count(state.logged, change.trade.symbol, -1);
          break;
        case 'routed':
          count(state.logged, change.route.symbol, 1);
          break;
        case 'unrouted':
          count(state.logged, change.route.symbol, -1);
          break;
        default:
      }
      return state;
    },
    view(state, asOf) {
      const risk = isWithin(state.risk, asOf, horizon) ? state.risk : undefined;
      const positions = isWithin(state.positions, asOf, horizon) ? state.positions : undefined;
      const equity = state.equity.between(asOf - horizon, asOf);
      const judged = accountOf({ equity, risk, positions, loggedSymbols: state.logged.keys() }, desk, asOf);
      const text = JSON.stringify([judged.account, judged.warnings]);
      const { last } = state;
      if (last?.risk === risk && last?.text === text) return last.measures;
      const regimes = [...(risk?.symbols ?? [])].flatMap(([symbol, entry]) =>
        entry.volRegime === undefined ? [] : [[symbol, entry.volRegime] as const],
      );
      const measures = { ...judged, volRegimes: new Map(regimes) };
      state.last = { risk, measures, text };
      return measures;
    },
  };
}

function count(logged: Map<string, number>, symbol: string, by: number): void {
  const known = (logged.get(symbol) ?? 0) + by;
  if (known === 0) logged.delete(symbol);
  else logged.set(symbol, known);
}

// Equal events fall on one place; at one ts the snapshot comes after its series point.
function placeOf(event: EquityEvent): string {
  const { origin, equityUsd, unreadable, peakUsd, drawdownPct } = event;
  const rank = origin === 'series' ? '0' : '1';
  return [rank, equityUsd ?? unreadable, peakUsd ?? '', drawdownPct ?? ''].join('|');
}
