import { Distribution, drawTriangular, logistic, logLogistic } from '../chance/distribution';
import { between, chance, Random } from '../chance/random';
import { roundTo } from '../text/python-json';
import { SymbolProfile } from '../market/symbol-profile';

/** How one routed attempt ended; `fallback` began as maker and was filled as taker. */
export type AttemptOutcome = 'maker' | 'fallback' | 'taker' | 'unfilled';

/** One routed attempt before it has a price; times in epoch microseconds. */
export interface Attempt {
  readonly makerStart: boolean;
  readonly outcome: AttemptOutcome;
  readonly retries: number;
  readonly startUs: number;
  readonly endUs: number;
  /** How long after the end the executor sees and writes it. */
  readonly lagUs: number;
  readonly decisionMs: number;
  readonly submitMs: number;
  readonly ackMs: number;
  readonly slippageBps: number;
  readonly feeBps: number;
}

/** The time an order may take: it starts at `fromUs` and all its attempts end before `untilUs`. */
export interface Allowance {
  readonly fromUs: number;
  readonly untilUs: number;
  readonly attempts: number;
}

/** Attempts after which an entry is given up; an exit is routed until it fills. */
export const ENTRY_ATTEMPTS = 3;

const ACK_SHAPE = 4;
const TAKER_FILL_SHARE = 0.99;
const TIMEOUT_US = 15_000_000;

/** Attempts until one fills or the allowance is used up; each is an independent draw, so that rates are unbiased. */
export function drawAttempts(
  random: Random,
  profile: SymbolProfile,
  allowance: Allowance,
): readonly Attempt[] {
  const attempts: Attempt[] = [];
  let fromUs = allowance.fromUs;
  for (let retries = 0; retries < allowance.attempts; retries += 1) {
    const attempt = drawAttempt(random, profile, retries, { ...allowance, fromUs });
    attempts.push(attempt);
    if (attempt.outcome !== 'unfilled') break;
    fromUs = attempt.endUs;
  }
  return attempts;
}

/** Probability of each outcome of one attempt. */
export function outcomeShares(profile: SymbolProfile): Readonly<Record<AttemptOutcome, number>> {
  const makerStart = 1 - profile.takerShare;
  const maker = makerStart * profile.makerFillShare;
  const fallback = makerStart * profile.fallbackShare;
  const taker = profile.takerShare * TAKER_FILL_SHARE;
  return { maker, fallback, taker, unfilled: 1 - maker - fallback - taker };
}

/** Slippage of a filled attempt, in bps, positive as a cost. */
export function slippageOf(profile: SymbolProfile, outcome: AttemptOutcome): Distribution {
  return outcome === 'maker'
    ? logistic(profile.makerSlippageBps, profile.makerSlippageScaleBps)
    : logistic(profile.takerSlippageBps, profile.takerSlippageScaleBps);
}

/** Acknowledgement latency of any attempt, in ms. */
export function ackLatencyOf(profile: SymbolProfile): Distribution {
  return logLogistic(profile.ackMedianMs, ACK_SHAPE);
}

/** Fee of a filled attempt, in bps of its notional. */
export function feeBpsOf(profile: SymbolProfile, outcome: AttemptOutcome): number {
  return outcome === 'maker' ? profile.makerFeeBps : profile.takerFeeBps;
}

function drawAttempt(
  random: Random,
  profile: SymbolProfile,
  retries: number,
  { fromUs, untilUs }: Allowance,
): Attempt {
  const makerStart = !chance(random, profile.takerShare);
  const outcome = drawOutcome(random, profile, makerStart);
  const ackMs = roundTo(ackLatencyOf(profile).draw(random), 1);
  const waitUs = between(random, 0.1, 1) * TIMEOUT_US * (makerStart ? 1 : 0.05);
  const endUs = wholeMs(fromUs + Math.min(ackMs * 1000 + waitUs, (untilUs - fromUs) / 4));
  return {
    makerStart,
    outcome,
    retries,
    startUs: fromUs,
    endUs,
    lagUs: Math.floor(Math.min(between(random, 4e5, 7e5), (untilUs - endUs) / 4)),
    decisionMs: drawTriangular(random, 12, 0.6),
    submitMs: drawTriangular(random, 3.5, 0.5),
    ackMs,
    slippageBps: roundTo(slippageOf(profile, outcome).draw(random), 4),
    feeBps: feeBpsOf(profile, outcome),
  };
}

// The exchange tells times in milliseconds.
function wholeMs(us: number): number {
  return 1000 * Math.ceil(us / 1000);
}

function drawOutcome(random: Random, profile: SymbolProfile, makerStart: boolean): AttemptOutcome {
  if (!makerStart) return chance(random, TAKER_FILL_SHARE) ? 'taker' : 'unfilled';
  const place = random();
  if (place < profile.makerFillShare) return 'maker';
  return place < profile.makerFillShare + profile.fallbackShare ? 'fallback' : 'unfilled';
}
