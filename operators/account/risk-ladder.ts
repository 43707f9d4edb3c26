import { stricter, type RiskMode } from '../../src/model/fund/risk-mode';
import { compareToPct, type Drawdown } from './drawdown';

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
      compareToPct(drawdown, rung.enterPct) >= 0 ||
      (stricter(previous, rung.mode) === previous && compareToPct(drawdown, rung.leavePct) > 0),
  );
  return active?.mode ?? 'normal';
}

// Whether the drawdown gives the same mode whatever went before.
function decides(drawdown: Drawdown, ladder: readonly Rung[]): boolean {
  return stepMode('normal', drawdown, ladder) === stepMode('defensive', drawdown, ladder);
}

/**
 * The mode after the last event: folded in order from the last event that decides by itself, else from the first,
 * beginning in normal. Undefined when no event has a drawdown.
 */
export function foldMode(
  steps: readonly { readonly drawdown: Drawdown | undefined }[],
  ladder: readonly Rung[],
): RiskMode | undefined {
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
