import type { EquityEvent, PositionsSnapshot, RiskSnapshot } from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import { stricter } from '../../src/model/fund/risk-mode';
import { published } from '../../src/model/math/fixed';
import { rounded } from '../../src/model/math/round';
import { HOUR } from '../../src/model/values/time';
import type { WarningCode } from '../../src/model/warnings';
import { accountDrawdown } from './account-drawdown';
import type { AccountView } from './measure-account';
import { disbelievedIn, knownEquity } from './disbelieved-equity';
import { positionWeights } from './position-weights';

/** The horizon's equity events in order of time, the latest snapshots, and the symbols that the logs name. */
export interface AccountInputs {
  readonly equity: readonly EquityEvent[];
  readonly risk: RiskSnapshot | undefined;
  readonly positions: PositionsSnapshot | undefined;
  readonly loggedSymbols: Iterable<string>;
}

export interface JudgedAccount {
  readonly account: AccountView;
  readonly warnings: readonly WarningCode[];
}

/** The account at asOf, and what its reader must be warned of. */
export function accountOf(inputs: AccountInputs, desk: Desk, asOf: number): JudgedAccount {
  const { risk } = inputs;
  const { events: disbelieved, jumpTs } = disbelievedIn(inputs.equity, asOf);
  const believed =
    disbelieved.size === 0 ? inputs.equity : inputs.equity.filter((event) => !disbelieved.has(event));
  const found = accountDrawdown(believed, risk, desk);
  const last = believed.findLast((event) => event.equityUsd !== undefined || event.unreadable);
  const equity = last === undefined ? undefined : knownEquity(last);
  const doubts = equityDoubts(last, asOf - desk.navFreshnessMs);
  const held = positionWeights(inputs.positions, equity, knownSymbols(inputs, desk));
  const jump = jumpTs === undefined ? [] : (['nav_jump'] as const);
  const account = rounded({
    equity_usd: published(equity),
    equity_ts: last?.ts ?? null,
    peak_equity_usd: published(found.peakUsd),
    peak_span_h: published(found.spanMs === undefined ? undefined : found.spanMs / HOUR),
    drawdown_pct: published(found.drawdown?.pct),
    drawdown_source: found.source,
    risk_mode: doubts.length > 0 ? stricter('cautious', found.mode) : found.mode,
    executor_risk_mode: risk?.mode ?? null,
    reasons: [...found.reasons, ...jump, ...doubts],
    nav_jump_ts: jumpTs ?? null,
    weights: held.weights,
    unpriced_positions: held.unpriced,
    unknown_positions: held.unknown,
  });
  const contradictions = CONTRADICTIONS.filter((code) => found.reasons.includes(code));
  return { account, warnings: [...contradictions, ...jump, ...held.warnings] };
}

// Only positions are held against them.
function knownSymbols({ positions, loggedSymbols }: AccountInputs, desk: Desk): ReadonlySet<string> {
  return positions === undefined ? NONE : new Set([...desk.listings.keys(), ...loggedSymbols]);
}

const NONE: ReadonlySet<string> = new Set();

const CONTRADICTIONS = ['drawdown_contradicts_peak', 'drawdown_contradicts_snapshot'] as const;

// Reasons to be at least cautious whatever the drawdown says. They do not step the fold.
function equityDoubts(last: EquityEvent | undefined, freshFrom: number): readonly string[] {
  if (last === undefined) return ['equity_unknown'];
  return [
    ...(knownEquity(last) === undefined ? ['equity_unknown'] : []),
    ...(last.ts < freshFrom ? ['equity_stale'] : []),
  ];
}
