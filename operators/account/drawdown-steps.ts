import type { EquityEvent } from '../../src/model/event';
import { knownEquity } from './disbelieved-equity';
import { drawdownOfEquity, drawdownOfPct, isWorseByAPoint, type Drawdown } from './drawdown';

/** An equity event with the drawdown that the account has by it, where it says one. */
interface DrawdownStep {
  readonly event: EquityEvent;
  readonly drawdown: Drawdown | undefined;
  /** Where it was taken from. */
  readonly source: 'nav' | 'peak';
  /** The file's own drawdown and its own peak differ by more than one percentage point. */
  readonly contradicts: boolean;
}

export interface DrawdownSettings {
  /** How far the points must reach for their largest to be a peak, where none is given. */
  readonly peakSpanMs: number;
  /** The nav says its drawdown itself: equities without one say nothing, since a withdrawal is no drawdown. */
  readonly isGiven: boolean;
}

/** The steps of the account's own drawdown, and the peak that they end with. */
export interface DrawdownSteps {
  readonly steps: readonly DrawdownStep[];
  /** Undefined where there is none: one point is no peak. */
  readonly peakUsd: number | undefined;
  readonly isPeakGiven: boolean;
  /** From the first equity to the last; undefined for none. */
  readonly spanMs: number | undefined;
}

/**
 * Drawdown at each of the believed events, in order of time: what the nav says, else from the peak so far. Each is computed
 * when it is asked for: the latest ones decide, mostly.
 */
export function drawdownSteps(
  events: readonly EquityEvent[],
  { peakSpanMs, isGiven }: DrawdownSettings,
): DrawdownSteps {
  let peak = -Infinity;
  let isPeakGiven = false;
  let spanMs: number | undefined;
  let firstTs: number | undefined;
  let last: { readonly ts: number; readonly equityUsd: number } | undefined;
  const hasPeak = (): boolean => isPeakGiven || (spanMs !== undefined && spanMs >= peakSpanMs);
  const steps: DrawdownStep[] = [];
  for (const event of events) {
    const equityUsd = knownEquity(event);
    if (equityUsd !== undefined) {
      firstTs ??= event.ts;
      spanMs = event.ts - firstTs;
      last = { ts: event.ts, equityUsd };
      peak = Math.max(peak, equityUsd);
    }
    const statesPeak = event.peakUsd !== undefined && event.peakUsd > 0;
    if (statesPeak) {
      isPeakGiven = true;
      peak = Math.max(peak, event.peakUsd);
    }
    if (isGiven) steps.push(new GivenStep(event));
    // A peak that another file states for the same moment belongs to its equity.
    else if (last?.ts === event.ts && (equityUsd !== undefined || statesPeak) && hasPeak())
      steps.push(new PeakStep(event, last.equityUsd, peak));
  }
  return { steps, peakUsd: hasPeak() && peak > 0 ? peak : undefined, isPeakGiven, spanMs };
}

class PeakStep implements DrawdownStep {
  readonly source = 'peak';
  readonly contradicts = false;

  constructor(
    readonly event: EquityEvent,
    private readonly equityUsd: number,
    private readonly peakUsd: number,
  ) {}

  get drawdown(): Drawdown | undefined {
    return drawdownOfEquity(this.equityUsd, this.peakUsd);
  }
}

class GivenStep implements DrawdownStep {
  constructor(readonly event: EquityEvent) {}

  get drawdown(): Drawdown | undefined {
    return this.source === 'peak' ? this.ofPeak : this.stated;
  }

  get source(): 'nav' | 'peak' {
    return isWorse(this.ofPeak, this.stated) ? 'peak' : 'nav';
  }

  get contradicts(): boolean {
    return isWorse(this.ofPeak, this.stated) || isWorse(this.stated, this.ofPeak);
  }

  private get stated(): Drawdown | undefined {
    const { drawdownPct } = this.event;
    return drawdownPct === undefined ? undefined : drawdownOfPct(drawdownPct);
  }

  private get ofPeak(): Drawdown | undefined {
    const equityUsd = knownEquity(this.event);
    const { peakUsd } = this.event;
    return equityUsd === undefined || peakUsd === undefined
      ? undefined
      : drawdownOfEquity(equityUsd, peakUsd);
  }
}

function isWorse(one: Drawdown | undefined, other: Drawdown | undefined): boolean {
  return one !== undefined && other !== undefined && isWorseByAPoint(one, other);
}
