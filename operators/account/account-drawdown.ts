import type { EquityEvent, RiskSnapshot } from '../../src/model/event';
import type { Desk } from '../../src/model/fund/desk';
import { stricter, type RiskMode } from '../../src/model/fund/risk-mode';
import { durationMs } from '../../src/model/fund/settings';
import { DAY } from '../../src/model/values/time';
import type { AccountView } from './measure-account';
import { drawdownOfPct, isWorseByAPoint, type Drawdown } from './drawdown';
import { drawdownSteps, type DrawdownSteps } from './drawdown-steps';
import { foldMode, ladderOf, stepMode, type Rung } from './risk-ladder';

/** The drawdown that counts, the mode that it gives, and why. */
export interface AccountDrawdown extends Pick<DrawdownSteps, 'peakUsd' | 'spanMs'> {
  readonly drawdown: Drawdown | undefined;
  readonly source: AccountView['drawdown_source'];
  readonly mode: RiskMode;
  readonly reasons: readonly string[];
}

type Verdict = Pick<AccountDrawdown, 'drawdown' | 'source' | 'mode' | 'reasons'>;

/** The account's own drawdown, else the risk snapshot's, else its worst symbol's; the stricter where two contradict. */
export function accountDrawdown(
  believed: readonly EquityEvent[],
  risk: RiskSnapshot | undefined,
  desk: Desk,
): AccountDrawdown {
  const ladder = ladderOf(desk.maxDrawdownPct);
  const peakSpanMs = durationMs(desk.settings.peak_span);
  const isGiven = isDrawdownGiven(believed, desk.navFreshnessMs);
  const found = drawdownSteps(believed, { peakSpanMs, isGiven });
  const portfolio = risk?.portfolioDrawdownPct;
  const ofRisk = portfolio === undefined ? undefined : drawdownOfPct(portfolio);
  const verdict =
    ofAccount(found, ofRisk, ladder) ?? ofSnapshot(ofRisk, ladder) ?? ofWorstSymbol(risk, ladder) ?? UNKNOWN;
  const { peakUsd, spanMs } = found;
  return { ...verdict, peakUsd, spanMs };
}

const UNKNOWN: Verdict = {
  drawdown: undefined,
  source: 'none',
  mode: 'cautious',
  reasons: ['drawdown_unknown'],
};

// The nav's own word counts while the latest nav gives it: one that a newer series has left behind is old.
function isDrawdownGiven(events: readonly EquityEvent[], freshMs: number): boolean {
  const nav = events.findLast((event) => event.origin === 'snapshot');
  const latest = events.at(-1);
  if (nav?.drawdownPct === undefined || latest === undefined) return false;
  return nav.ts >= latest.ts - freshMs;
}

function ofAccount(
  { steps, isPeakGiven, spanMs = 0 }: DrawdownSteps,
  ofRisk: Drawdown | undefined,
  ladder: readonly Rung[],
): Verdict | undefined {
  const mode = foldMode(steps, ladder);
  const last = steps.findLast((step) => step.drawdown !== undefined);
  const drawdown = last?.drawdown;
  if (mode === undefined || last === undefined || drawdown === undefined) return undefined;
  if (ofRisk !== undefined && isWorseByAPoint(ofRisk, drawdown))
    return {
      drawdown: ofRisk,
      source: 'risk_snapshot',
      mode: stricter(mode, stepMode(mode, ofRisk, ladder)),
      reasons: ['drawdown_contradicts_snapshot'],
    };
  const reasons = [
    ...(last.contradicts ? ['drawdown_contradicts_peak'] : []),
    ...(last.source === 'peak' ? ['drawdown_not_adjusted_for_flows'] : []),
    ...(last.source === 'peak' && !isPeakGiven && spanMs < DAY ? ['peak_of_hours'] : []),
  ];
  return { drawdown, source: last.source, mode, reasons };
}

function ofSnapshot(ofRisk: Drawdown | undefined, ladder: readonly Rung[]): Verdict | undefined {
  if (ofRisk === undefined) return undefined;
  const mode = stepMode('normal', ofRisk, ladder);
  return { drawdown: ofRisk, source: 'risk_snapshot', mode, reasons: ['drawdown_of_risk_snapshot'] };
}

// One symbol's day says little of the account: it makes it cautious at most.
function ofWorstSymbol(risk: RiskSnapshot | undefined, ladder: readonly Rung[]): Verdict | undefined {
  const sizes = [...(risk?.symbols.values() ?? [])].flatMap(({ drawdownTodayPct }) =>
    drawdownTodayPct === undefined ? [] : [Math.abs(drawdownTodayPct)],
  );
  if (sizes.length === 0) return undefined;
  const drawdown = drawdownOfPct(Math.max(...sizes));
  const mode = stepMode('normal', drawdown, ladder) === 'normal' ? 'normal' : 'cautious';
  return { drawdown, source: 'worst_symbol', mode, reasons: ['drawdown_of_worst_symbol'] };
}
