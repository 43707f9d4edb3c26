import {
  newerSnapshot,
  isWithin,
  type EquityEvent,
  type PositionsSnapshot,
  type RiskSnapshot,
} from '../../src/model/event';
import { published } from '../../src/model/math/fixed';
import { sortedRecord } from '../../src/model/values/json';
import { rounded } from '../../src/model/math/round';
import { stricter, type RiskMode } from '../../src/model/fund/risk-mode';
import { horizonMs } from '../../src/model/fund/settings';
import type { Desk } from '../../src/model/fund/desk';
import type { FromSchema } from '../../src/model/schemas/from-schema';
import type { Fold } from '../core/fold';
import type { JoinedChange } from '../join/join-attempts';
import type { account } from './account-schema';
import { drawdownOfPct, foldMode, ladderOf, drawdownSteps, stepMode, type Drawdown } from './risk-ladder';
import { Timeline } from '../core/timeline';

/** The account at asOf: the equity and risk that the allocator uses. Published with the scores. */
export type AccountView = FromSchema<typeof account>;

export interface AccountState {
  readonly equity: Timeline<EquityEvent & { readonly symbol: string; readonly id: string }>;
  risk: RiskSnapshot | undefined;
  positions: PositionsSnapshot | undefined;
  last: { readonly risk: RiskSnapshot | undefined; readonly measures: AccountMeasures } | undefined;
}

/** What the measures of an account leave for the scores: the risk snapshot's volatility regimes. */
export interface AccountMeasures {
  readonly account: AccountView;
  readonly volRegimes: ReadonlyMap<string, string>;
}

/**
 * Equity, drawdown, risk mode and position weights, from what nav and the risk and position snapshots said. What did not
 * change is the same object again.
 */
export function measureAccount(desk: Desk): Fold<JoinedChange, AccountState, AccountMeasures> {
  const horizon = horizonMs(desk.settings);
  return {
    init: () => ({ equity: new Timeline(), risk: undefined, positions: undefined, last: undefined }),
    step(state, change) {
      if (change.kind === 'equity') {
        state.equity.put({ ...change, symbol: '', id: placeOf(change) });
        state.equity.evict(change.ts - horizon);
      } else if (change.kind === 'risk') state.risk = newerSnapshot(state.risk, change);
      else if (change.kind === 'positions') state.positions = newerSnapshot(state.positions, change);
      return state;
    },
    view(state, asOf) {
      const risk = isWithin(state.risk, asOf, horizon) ? state.risk : undefined;
      const positions = isWithin(state.positions, asOf, horizon) ? state.positions : undefined;
      const account = accountOf(state.equity.between(asOf - horizon, asOf), risk, positions, desk, asOf);
      const { last } = state;
      if (
        last !== undefined &&
        last.risk === risk &&
        JSON.stringify(last.measures.account) === JSON.stringify(account)
      )
        return last.measures;
      const regimes = [...(risk?.symbols ?? [])].flatMap(([symbol, entry]) =>
        entry.volRegime === undefined ? [] : [[symbol, entry.volRegime] as const],
      );
      const measures = { account, volRegimes: new Map(regimes) };
      state.last = { risk, measures };
      return measures;
    },
  };
}

// Equal events fall on one place; at one ts the snapshot comes after its series point.
function placeOf(event: EquityEvent): string {
  return `${event.origin}|${event.equityUsd ?? String(event.unreadable)}|${event.peakUsd ?? ''}|${event.drawdownPct ?? ''}`
    .replace('series', '0')
    .replace('snapshot', '1');
}

/** The same over plain arrays: the horizon's equity events in order, and the latest snapshots. */
export function accountOf(
  events: readonly EquityEvent[],
  risk: RiskSnapshot | undefined,
  positions: PositionsSnapshot | undefined,
  desk: Desk,
  asOf: number,
): AccountView {
  const steps = drawdownSteps(events);
  const last = events.findLast((event) => event.equityUsd !== undefined || event.unreadable);
  const equity = last?.equityUsd;
  const peak = peakOf(events);
  const base = baseMode(steps, risk, desk);
  const cautions = cautionReasons(last, peak, asOf - desk.navFreshnessMs);
  const mode = cautions.length > 0 ? stricter('cautious', base.mode) : base.mode;
  return rounded({
    equity_usd: published(equity),
    equity_ts: last?.ts ?? null,
    peak_equity_usd: published(peak),
    drawdown_pct: published(base.drawdown?.pct),
    drawdown_source: base.source,
    risk_mode: mode,
    reasons: [...base.reasons, ...cautions],
    weights: weightsOf(positions, equity),
  });
}

interface BaseMode {
  readonly mode: RiskMode;
  readonly drawdown: Drawdown | undefined;
  readonly source: AccountView['drawdown_source'];
  readonly reasons: readonly string[];
}

// The account's own drawdown, else the risk snapshot's, else its worst symbol's.
function baseMode(
  steps: ReturnType<typeof drawdownSteps>,
  risk: RiskSnapshot | undefined,
  desk: Desk,
): BaseMode {
  const ladder = ladderOf(desk.maxDrawdownPct);
  const folded = foldMode(steps, ladder);
  const known = steps.findLast((step) => step.drawdown !== undefined);
  if (folded !== undefined && known?.drawdown !== undefined) {
    const unadjusted = known.source === 'peak' ? ['drawdown_not_adjusted_for_flows'] : [];
    return { mode: folded, drawdown: known.drawdown, source: known.source, reasons: unadjusted };
  }
  if (risk?.portfolioDrawdownPct !== undefined) {
    const drawdown = drawdownOfPct(risk.portfolioDrawdownPct);
    return {
      mode: stepMode('normal', drawdown, ladder),
      drawdown,
      source: 'risk_snapshot',
      reasons: ['drawdown_of_risk_snapshot'],
    };
  }
  const worst = Math.max(
    ...[...(risk?.symbols.values() ?? [])]
      .map((entry) => Math.abs(entry.drawdownTodayPct ?? -Infinity))
      .filter(Number.isFinite),
  );
  if (Number.isFinite(worst)) {
    const drawdown = drawdownOfPct(worst);
    const mode = stepMode('normal', drawdown, ladder) === 'normal' ? 'normal' : 'cautious';
    return { mode, drawdown, source: 'worst_symbol', reasons: ['drawdown_of_worst_symbol'] };
  }
  return { mode: 'normal', drawdown: undefined, source: 'none', reasons: ['drawdown_unknown'] };
}

// Reasons to be at least cautious whatever the drawdown says. They do not step the fold.
function cautionReasons(
  last: EquityEvent | undefined,
  peak: number | undefined,
  freshFrom: number,
): readonly string[] {
  if (last === undefined) return ['equity_unknown'];
  const reasons: string[] = [];
  if (last.equityUsd === undefined) reasons.push('equity_unknown');
  if (last.ts < freshFrom) reasons.push('equity_stale');
  if (peak !== undefined && peak <= 0) reasons.push('peak_not_positive');
  return reasons;
}

function peakOf(events: readonly EquityEvent[]): number | undefined {
  let peak = -Infinity;
  for (const { equityUsd, peakUsd } of events)
    peak = Math.max(peak, equityUsd ?? -Infinity, peakUsd ?? -Infinity);
  return peak === -Infinity ? undefined : peak;
}

function weightsOf(
  positions: PositionsSnapshot | undefined,
  equity: number | undefined,
): AccountView['weights'] {
  if (positions === undefined || equity === undefined || !(equity > 0)) return null;
  return sortedRecord(
    [...positions.exposureUsd].map(([symbol, exposure]) => [
      symbol,
      exposure === undefined ? null : exposure / equity,
    ]),
  );
}
