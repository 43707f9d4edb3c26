import type { EquityEvent } from '../../src/model/event';
import { exactNano, NANO } from '../../src/model/math/fixed';
import { stricter, type RiskMode } from '../../src/model/fund/risk-mode';

/** A drawdown as an exact fraction: it is compared without rounding. `lost/base` is the share, of percent ×100. */
export interface Drawdown {
  /** In percent, for people. */
  readonly pct: number;
  readonly lost: bigint;
  readonly base: bigint;
}

/** A drawdown given in percent; its sign does not matter. */
export function drawdownOfPct(pct: number): Drawdown {
  const size = Math.abs(pct);
  return { pct: size, lost: exactNano(size), base: BigInt(NANO) * 100n };
}

/** (peak − equity)/peak; undefined when the peak is not positive. Above the peak it is 0. */
export function drawdownOfEquity(equityUsd: number, peakUsd: number): Drawdown | undefined {
  if (!(peakUsd > 0)) return undefined;
  const base = exactNano(peakUsd);
  const gap = base - exactNano(equityUsd);
  const lost = gap > 0n ? gap : 0n;
  return { pct: Math.max(0, ((peakUsd - equityUsd) * 100) / peakUsd), lost, base };
}

// dd ≥ threshold (or >) in exact arithmetic: lost·100·1e9 against threshold·base.
function compare(drawdown: Drawdown, thresholdPct: number): number {
  const difference = drawdown.lost * 100n * BigInt(NANO) - exactNano(thresholdPct) * drawdown.base;
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** Where the modes begin, and how far below it they are left again. Percent. */
export interface Rung {
  readonly mode: Exclude<RiskMode, 'normal'>;
  readonly enterPct: number;
  readonly leavePct: number;
}

/** Cautious at T/2 and defensive at T, each left at min(0.5, T_L/10) below. The strictest first. */
export function ladderOf(maxDrawdownPct: number): readonly Rung[] {
  const rung = (mode: Rung['mode'], enterPct: number): Rung => ({
    mode,
    enterPct,
    leavePct: enterPct - Math.min(0.5, enterPct / 10),
  });
  return [rung('defensive', maxDrawdownPct), rung('cautious', maxDrawdownPct / 2)];
}

/** The highest active mode: entered at its level, kept while above its leaving point. */
export function stepMode(previous: RiskMode, drawdown: Drawdown, ladder: readonly Rung[]): RiskMode {
  const active = ladder.find(
    (rung) =>
      compare(drawdown, rung.enterPct) >= 0 ||
      (stricter(previous, rung.mode) === previous && compare(drawdown, rung.leavePct) > 0),
  );
  return active?.mode ?? 'normal';
}

/** Whether the drawdown gives the same mode whatever went before. */
function decides(drawdown: Drawdown, ladder: readonly Rung[]): boolean {
  return stepMode('normal', drawdown, ladder) === stepMode('defensive', drawdown, ladder);
}

/** The drawdown of an equity event, where it has one. */
export interface DrawdownStep {
  readonly drawdown: Drawdown | undefined;
  readonly source: 'nav' | 'peak';
}

/**
 * Drawdown at each equity event: what the nav says, else from the peak so far. Events in order. Where the nav
 * gives its drawdown, equities without one say nothing: a withdrawal lowers equity and is no drawdown. Each is computed
 * when it is asked for: the latest ones decide, mostly.
 */
export function drawdownSteps(events: readonly EquityEvent[]): readonly DrawdownStep[] {
  const given = events.some((event) => event.drawdownPct !== undefined);
  let peak = -Infinity;
  return events.map((event) => {
    peak = Math.max(peak, event.peakUsd ?? -Infinity, event.equityUsd ?? -Infinity);
    const peakUsd = peak;
    return {
      source: given ? 'nav' : 'peak',
      get drawdown() {
        const { equityUsd, drawdownPct } = event;
        if (drawdownPct !== undefined) return drawdownOfPct(drawdownPct);
        return given || equityUsd === undefined ? undefined : drawdownOfEquity(equityUsd, peakUsd);
      },
    };
  });
}

/**
 * The mode after the last event: folded in order from the last event that decides by itself, else from the first,
 * beginning in normal. Undefined when no event has a drawdown.
 */
export function foldMode(steps: readonly DrawdownStep[], ladder: readonly Rung[]): RiskMode | undefined {
  const latestFirst: Drawdown[] = [];
  for (let i = steps.length - 1; i >= 0; i--) {
    const drawdown = steps[i]?.drawdown;
    if (drawdown === undefined) continue;
    latestFirst.push(drawdown);
    if (decides(drawdown, ladder)) break;
  }
  if (latestFirst.length === 0) return undefined;
  return latestFirst.reduceRight<RiskMode>((mode, drawdown) => stepMode(mode, drawdown, ladder), 'normal');
}
